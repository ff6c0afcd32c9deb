/// Making one stage true on one host: the script that does it, and the reading of its progress.
/// Pure; nothing here runs anything.
///
/// Start at [org.hpcctl.apply.Program]; the words it uses on the host stand in `apply.sh`. May use
/// `resource`, `plan` and `shell`.
@NullMarked
package org.hpcctl.apply;

import org.jspecify.annotations.NullMarked;
