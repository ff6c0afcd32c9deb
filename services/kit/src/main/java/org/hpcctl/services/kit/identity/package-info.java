/// Who calls: tokens and API keys that auth_service gave out are checked here, in every service.
///
/// Start at [org.hpcctl.services.kit.identity.Identity]. Signatures are the JDK's, tokens are read
/// by nimbus-jose-jwt; nothing here knows HTTP servers.
@NullMarked
package org.hpcctl.services.kit.identity;

import org.jspecify.annotations.NullMarked;
