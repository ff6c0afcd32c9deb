/// Talking to machines: one connection a host, scripts on standard input, many hosts at once.
///
/// Start at [org.hpcctl.host.Remote]. May use `shell`, `spec`, `secret` and `problem`. All input
/// and output with hosts is here and in `run`.
@NullMarked
package org.hpcctl.host;

import org.jspecify.annotations.NullMarked;
