/// Figures and how they come here: each [org.hpcctl.services.metricsapi.gather.Source] is asked by
/// one virtual thread at its own pace, so that no reader of `/metrics` ever waits for one.
///
/// Uses the Prometheus client. Start at [org.hpcctl.services.metricsapi.gather.Gatherer].
@NullMarked
package org.hpcctl.services.metricsapi.gather;

import org.jspecify.annotations.NullMarked;
