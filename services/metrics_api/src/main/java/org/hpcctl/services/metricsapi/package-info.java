/// Figures of the cluster. Has health and metrics so far.
///
/// Start at [org.hpcctl.services.metricsapi.Main]. May use the kit and nothing else of ours.
@NullMarked
package org.hpcctl.services.metricsapi;

import org.jspecify.annotations.NullMarked;
