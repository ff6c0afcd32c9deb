package org.hpcctl.services.kit;

import module java.base;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.Identity;
import org.hpcctl.services.kit.identity.IdentityUnavailable;
import org.hpcctl.services.kit.identity.Unproven;

/// Finds in a request who sends it: `Authorization: Bearer`, `X-API-Key`, or the portal's cookie.
///
/// A browser sends cookies with requests that other sites make it send. So whatever changes
/// something and is signed in by cookie has to repeat the token's `csrf` claim in `X-CSRF-Token`,
/// which another site cannot read.
final class Callers {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final String BEARER = "bearer ";

  private final Identity identity;

  Callers(Identity identity) {
    this.identity = identity;
  }

  /// Empty when the request does not say.
  Optional<Caller> of(Request request) {
    String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    String key = request.getHeaders().get("X-API-Key");
    if (authorization != null) {
      if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
        throw Refusal.notSignedIn("Authorization has to be Bearer, then the token.");
      }
      return Optional.of(proven(authorization.substring(BEARER.length()).strip()));
    }
    if (key != null) {
      return Optional.of(proven(key.strip()));
    }
    Optional<Caller> caller =
        Cookies.value(request, Cookies.SESSION, Cookies.PLAIN_SESSION).map(this::proven);
    caller.ifPresent(who -> requireIntent(who, request));
    return caller;
  }

  /// For what anybody may do: whoever cannot prove who he is, is nobody. A browser sends its cookie
  /// also when the session behind it is over, and must be able to sign in again.
  Optional<Caller> ofAnybody(Request request) {
    try {
      return of(request);
    } catch (Refusal _) {
      return Optional.empty();
    }
  }

  private static void requireIntent(Caller caller, Request request) {
    String sent = request.getHeaders().get("X-CSRF-Token");
    boolean intended =
        caller.csrf().isPresent()
            && sent != null
            && MessageDigest.isEqual(
                sent.getBytes(StandardCharsets.UTF_8),
                caller.csrf().get().getBytes(StandardCharsets.UTF_8));
    if (!SAFE.contains(request.getMethod()) && !intended) {
      throw new Refusal(
          403, "csrf", "Send the csrf value of your session in the header X-CSRF-Token.");
    }
  }

  private Caller proven(String proof) {
    try {
      return identity.caller(proof);
    } catch (Unproven e) {
      throw Refusal.notSignedIn(Objects.requireNonNull(e.getMessage()))
          .header("WWW-Authenticate", "Bearer realm=\"hpcctl\", error=\"invalid_token\"");
    } catch (IdentityUnavailable _) {
      throw Refusal.unavailable(
          "Nobody can be signed in now: auth_service does not answer.", Duration.ofSeconds(5));
    }
  }
}
