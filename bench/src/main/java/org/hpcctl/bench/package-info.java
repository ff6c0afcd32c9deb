/// Hosts that are not there, for measurements with more of them than a machine can boot, and
/// visitors that are not there either.
///
/// Start at [org.hpcctl.bench.SimulatedFleet] or [org.hpcctl.bench.Visitors]. May use an SSH server
/// and nothing of hpcctl: it is the other end of the wire. The commands that measure lie beside
/// `src`.
@NullMarked
package org.hpcctl.bench;

import org.jspecify.annotations.NullMarked;
