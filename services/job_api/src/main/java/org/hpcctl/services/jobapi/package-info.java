/// Jobs of the cluster. Has health and metrics so far.
///
/// Start at [org.hpcctl.services.jobapi.Main]. May use the kit and nothing else of ours.
@NullMarked
package org.hpcctl.services.jobapi;

import org.jspecify.annotations.NullMarked;
