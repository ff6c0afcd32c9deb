/// Whether all is well: what to look at on each host, the one script that asks for it, the reading
/// of its answer, the verdicts, and the reports. Pure; nothing here runs anything.
///
/// Start at [org.hpcctl.health.Scope] (what to look at), [org.hpcctl.health.HealthQuestion] (how a
/// host is asked) and [org.hpcctl.health.Health] (what came of it). May use `spec`, `shell`,
/// `secret` and `report`.
@NullMarked
package org.hpcctl.health;

import org.jspecify.annotations.NullMarked;
