/// Figures of the cluster: `/metrics` for Prometheus, `/api/monitoring/…` for the portal, with
/// their history.
///
/// Start at [org.hpcctl.services.metricsapi.MetricsApi]. May use the kit and nothing else of ours.
@NullMarked
package org.hpcctl.services.metricsapi;

import org.jspecify.annotations.NullMarked;
