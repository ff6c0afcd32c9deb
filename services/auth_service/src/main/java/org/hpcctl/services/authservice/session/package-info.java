/// Signing in and what follows from it: sessions, tokens, the keys that sign them, API keys.
///
/// Start at [org.hpcctl.services.authservice.session.SignIn].
@NullMarked
package org.hpcctl.services.authservice.session;

import org.jspecify.annotations.NullMarked;
