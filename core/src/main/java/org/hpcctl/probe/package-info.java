/// One question to a host, and its answer: the script that asks for every resource at once, and the
/// reading of what it prints. Pure; nothing here runs anything.
///
/// Start at [org.hpcctl.probe.Question]; the words it uses on the host stand in `probe.sh`. May use
/// `resource`, `plan` and `shell`.
@NullMarked
package org.hpcctl.probe;

import org.jspecify.annotations.NullMarked;
