/// Who is at the other end, and what proves it. Knows Jetty's request, nothing of protocols.
///
/// Start at [org.hpcctl.services.websocketservice.visitor.Credentials].
@NullMarked
package org.hpcctl.services.websocketservice.visitor;

import org.jspecify.annotations.NullMarked;
