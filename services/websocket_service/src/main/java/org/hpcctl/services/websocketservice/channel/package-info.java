/// The event model behind both protocols: what happened, who may hear of it, who listens.
///
/// Pure of any protocol and of HTTP. Uses the room `visitor` and Jackson's tree.
///
/// Start at [org.hpcctl.services.websocketservice.channel.Hub].
@NullMarked
package org.hpcctl.services.websocketservice.channel;

import org.jspecify.annotations.NullMarked;
