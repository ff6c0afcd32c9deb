/// Watches the scheduler's jobs for all requests and all heads: one head asks, all answer from what
/// it learnt, and everybody is told what changed.
///
/// Start at [org.hpcctl.services.jobapi.watch.Watch]. May use `slurm`, `store` and the kit.
@NullMarked
package org.hpcctl.services.jobapi.watch;

import org.jspecify.annotations.NullMarked;
