/// Engine.IO, protocol 4: a session of text packets over long polling, over a WebSocket, or first
/// the one and then the other.
///
/// Knows nothing of what the packets carry: that is the room `socketio`.
///
/// Start at [org.hpcctl.services.websocketservice.engineio.Engine].
@NullMarked
package org.hpcctl.services.websocketservice.engineio;

import org.jspecify.annotations.NullMarked;
