/// Figures of the cluster.
///
/// Start at [org.hpcctl.services.metricsapi.Main]. May use the kit and nothing else of ours.
@NullMarked
package org.hpcctl.services.metricsapi;

import org.jspecify.annotations.NullMarked;
