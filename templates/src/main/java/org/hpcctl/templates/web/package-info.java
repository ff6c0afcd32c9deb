/// The inputs of the files of the phase `web`: nginx, the eight services and what they need around
/// them.
///
/// One record a file; its template has the file's name and lies in the resource folder of this
/// package. May use [org.hpcctl.templates.FileText] only.
@NullMarked
package org.hpcctl.templates.web;

import org.jspecify.annotations.NullMarked;
