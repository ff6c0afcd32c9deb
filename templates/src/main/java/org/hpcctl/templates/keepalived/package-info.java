/// The inputs of the files of the phase `keepalived`: the virtual IP.
///
/// One record a file; its template has the file's name and lies in the resource folder of this
/// package. May use [org.hpcctl.templates.FileText] only.
@NullMarked
package org.hpcctl.templates.keepalived;

import org.jspecify.annotations.NullMarked;
