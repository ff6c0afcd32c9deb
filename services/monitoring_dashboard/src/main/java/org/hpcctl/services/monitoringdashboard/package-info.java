/// The portal's page about the cluster's condition.
///
/// Start at [org.hpcctl.services.monitoringdashboard.Main]. May use the kit and nothing else of
/// ours.
@NullMarked
package org.hpcctl.services.monitoringdashboard;

import org.jspecify.annotations.NullMarked;
