/// Jobs of the cluster: submit, watch, hold, end, and read what they write.
///
/// Start at [org.hpcctl.services.jobapi.JobApi], which puts together the routes; each `...Routes`
/// class is one group of them, described in `openapi/job_api.yaml`. What a route may show is
/// decided in [org.hpcctl.services.jobapi.Rights] alone. May use the kit and nothing else of ours.
@NullMarked
package org.hpcctl.services.jobapi;

import org.jspecify.annotations.NullMarked;
