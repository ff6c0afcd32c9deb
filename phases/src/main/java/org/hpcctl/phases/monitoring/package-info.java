/// The files for a Prometheus and a Grafana of the operator's own (docs/reference/monitoring.md).
/// No phase yet: nothing of it is put on a host by hpcctl.
///
/// Start at [org.hpcctl.phases.monitoring.MonitoringFiles].
@NullMarked
package org.hpcctl.phases.monitoring;

import org.jspecify.annotations.NullMarked;
