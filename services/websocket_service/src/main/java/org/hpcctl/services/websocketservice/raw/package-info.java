/// The raw protocol: one JSON object a message over a WebSocket at `/ws`.
///
/// Start at [org.hpcctl.services.websocketservice.raw.RawSocket].
@NullMarked
package org.hpcctl.services.websocketservice.raw;

import org.jspecify.annotations.NullMarked;
