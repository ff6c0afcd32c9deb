/// Where figures come from: Slurm's commands, MariaDB, Redis, nginx, node exporters, this host.
/// Each tells only what it was told; what is not configured has no source and therefore no figures.
///
/// Uses [org.hpcctl.services.metricsapi.gather] and the kit's stores. Start at
/// [org.hpcctl.services.metricsapi.source.Slurm].
@NullMarked
package org.hpcctl.services.metricsapi.source;

import org.jspecify.annotations.NullMarked;
