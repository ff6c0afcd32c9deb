/// The closed vocabulary of facts that must hold on a host.
///
/// Start at [org.hpcctl.resource.Resource]. Desired and observed are two values of the same record;
/// [org.hpcctl.resource.Known] says what was observed. Nothing here runs anything: how a kind is
/// asked for and changed is built in `run` as text. May use `secret` only.
@NullMarked
package org.hpcctl.resource;

import org.jspecify.annotations.NullMarked;
