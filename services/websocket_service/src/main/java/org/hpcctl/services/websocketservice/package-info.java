/// News pushed to browsers: Socket.IO and raw JSON over WebSocket, one event model behind both
/// (docs/reference/events.md).
///
/// Start at [org.hpcctl.services.websocketservice.Main]. May use the kit and nothing else of ours.
@NullMarked
package org.hpcctl.services.websocketservice;

import org.jspecify.annotations.NullMarked;
