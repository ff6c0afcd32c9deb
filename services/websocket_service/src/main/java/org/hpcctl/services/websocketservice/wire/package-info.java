/// A WebSocket as both protocols use it: whole text messages in, bounded waiting out.
///
/// Uses Jetty's WebSocket core; knows nothing of what the messages mean.
///
/// Start at [org.hpcctl.services.websocketservice.wire.Wire].
@NullMarked
package org.hpcctl.services.websocketservice.wire;

import org.jspecify.annotations.NullMarked;
