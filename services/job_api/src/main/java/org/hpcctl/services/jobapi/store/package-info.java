/// What job_api keeps in its database: submissions by idempotency key, jobs that are over,
/// templates, and who is told of whose jobs.
///
/// Each class is one table within one transaction of [org.hpcctl.services.kit.database.Database].
/// May use `slurm` and the kit.
@NullMarked
package org.hpcctl.services.jobapi.store;

import org.jspecify.annotations.NullMarked;
