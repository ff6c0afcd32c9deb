/// How the inputs of a file become its text: FreeMarker, fenced in.
///
/// Start at [org.hpcctl.templates.FileText]. A template sees the components of one record and
/// nothing else: no class, no method, no setting, no file outside this module. What it writes of a
/// value is escaped for the file it stands in ([org.hpcctl.templates.Syntax]). Uses FreeMarker
/// only.
@NullMarked
package org.hpcctl.templates;

import org.jspecify.annotations.NullMarked;
