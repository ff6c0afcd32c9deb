/// The inputs of the files of the phase `infrastructure`: the base of every host: name resolution,
/// kernel settings.
///
/// One record a file; its template has the file's name and lies in the resource folder of this
/// package. May use [org.hpcctl.templates.FileText] only.
@NullMarked
package org.hpcctl.templates.infrastructure;

import org.jspecify.annotations.NullMarked;
