package org.hpcctl.services.kit.identity;

import module java.base;

/// Tells who sent a token or an API key, and forgets those whose session ended.
public final class Identity {
  private final Tokens tokens;
  private final ApiKeys apiKeys;
  private final Ended ended;

  private Identity(Tokens tokens, ApiKeys apiKeys, Ended ended) {
    this.tokens = tokens;
    this.apiKeys = apiKeys;
    this.ended = ended;
  }

  /// For every service but auth_service: asks that one for its keys and about API keys.
  public static Identity asking(IdentitySettings settings, InstantSource clock) {
    return of(
        settings,
        new FetchedKeys(settings.authService()),
        new AskedApiKeys(settings.authService(), clock),
        clock);
  }

  /// For auth_service itself.
  public static Identity of(
      IdentitySettings settings, SigningKeys keys, ApiKeys apiKeys, InstantSource clock) {
    return new Identity(new Tokens(settings, keys, clock), apiKeys, new Ended(clock));
  }

  /// @param proof a token or an API key
  public Caller caller(String proof) throws Unproven {
    Caller caller = proof.startsWith(ApiKeys.PREFIX) ? apiKeys.caller(proof) : tokens.caller(proof);
    if (ended.contains(caller.session())) {
      throw new Unproven("The session was ended; sign in again.");
    }
    return caller;
  }

  /// From now on no token of this session is accepted.
  ///
  /// @param until when the last of them would have expired by itself
  public void end(String session, Instant until) {
    ended.add(session, until);
  }
}
