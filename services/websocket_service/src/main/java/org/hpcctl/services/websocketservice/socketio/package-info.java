/// Socket.IO, protocol 5: namespaces, events and acknowledgements in the messages of Engine.IO.
///
/// Nothing of a client is looked at before its CONNECT was accepted.
///
/// Start at [org.hpcctl.services.websocketservice.socketio.SocketPeer].
@NullMarked
package org.hpcctl.services.websocketservice.socketio;

import org.jspecify.annotations.NullMarked;
