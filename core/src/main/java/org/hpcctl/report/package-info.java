/// Telling how it stands and how it went: as text for people, as JSON for machines.
///
/// Start at [org.hpcctl.report.PlanText]. May use `plan`, `resource`, `run` and `problem`. Pure:
/// whoever calls prints.
@NullMarked
package org.hpcctl.report;

import org.jspecify.annotations.NullMarked;
