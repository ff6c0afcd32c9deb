/// What shall be, and what differs.
///
/// Start at [org.hpcctl.plan.Phase] and [org.hpcctl.plan.Plan] for the one,
/// [org.hpcctl.plan.Change] for the other. Pure: no input, no output, no clock. May use `spec`,
/// `secret`, `resource`, `problem`.
@NullMarked
package org.hpcctl.plan;

import org.jspecify.annotations.NullMarked;
