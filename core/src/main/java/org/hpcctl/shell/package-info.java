/// Command lines and their answers, as values. Nothing here runs anything.
///
/// Start at [org.hpcctl.shell.Command]: the one place where a word is quoted for `sh`.
@NullMarked
package org.hpcctl.shell;

import org.jspecify.annotations.NullMarked;
