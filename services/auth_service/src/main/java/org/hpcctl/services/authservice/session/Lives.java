package org.hpcctl.services.authservice.session;

import module java.base;

/// How long proofs are good.
///
/// @param token an access token
/// @param idle a session that nobody refreshes
/// @param session the longest, however often it is refreshed
/// @param signingKey after which another key signs
public record Lives(Duration token, Duration idle, Duration session, Duration signingKey) {}
