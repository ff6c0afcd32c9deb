/// The cluster's jobs, partitions and nodes, and what can be done to jobs.
///
/// Start at [org.hpcctl.services.jobapi.slurm.Scheduler]; [org.hpcctl.services.jobapi.slurm.Slurm]
/// asks Slurm's own commands, which speak one language from 22.05 to 24.11 and later, where its
/// JSON and REST do not; [org.hpcctl.services.jobapi.slurm.LocalJobs] runs scripts on this host for
/// a service that was started alone. What Slurm answers is read by pure functions, tested with what
/// real clusters of both releases said. May use the kit's `act`.
@NullMarked
package org.hpcctl.services.jobapi.slurm;

import org.jspecify.annotations.NullMarked;
