/// News pushed to browsers. Has health and metrics so far.
///
/// Start at [org.hpcctl.services.websocketservice.Main]. May use the kit and nothing else of ours.
@NullMarked
package org.hpcctl.services.websocketservice;

import org.jspecify.annotations.NullMarked;
