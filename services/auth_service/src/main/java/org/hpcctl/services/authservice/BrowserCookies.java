package org.hpcctl.services.authservice;

import module java.base;

import org.hpcctl.services.authservice.session.SignIn;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Cookies;

/// The two cookies of a signed-in browser. No script reads them.
///
/// The session's is Lax, since Strict would be left out when a provider sends somebody back; what
/// changes anything needs the CSRF value besides. The refresh token's is Strict and goes to nobody
/// but this service.
///
/// @param secure the portal has TLS
record BrowserCookies(boolean secure) {
  private static final String REFRESH = "__Secure-hpcctl-refresh";
  private static final String PLAIN_REFRESH = "hpcctl-refresh";
  private static final String PATH = "/api/auth";
  private static final String JOURNEY = "__Secure-hpcctl-oidc";
  private static final String PLAIN_JOURNEY = "hpcctl-oidc";

  Answer given(Answer answer, SignIn.SignedIn signedIn, Instant now, Duration idle) {
    long seconds = Duration.between(now, signedIn.token().caller().until()).toSeconds();
    return answer
        .cookie(session(signedIn.token().text(), seconds))
        .cookie(refresh(signedIn.refresh(), idle.toSeconds()));
  }

  Answer taken(Answer answer) {
    return answer.cookie(session("", 0)).cookie(refresh("", 0));
  }

  Optional<String> refresh(Call call) {
    return call.cookie(secure ? REFRESH : PLAIN_REFRESH);
  }

  /// What a browser keeps while it is at a provider; Lax, since it comes from there.
  String journey(String sealed, long seconds) {
    return cookie(secure ? JOURNEY : PLAIN_JOURNEY, sealed, PATH + "/oidc", "Lax", seconds);
  }

  Optional<String> journey(Call call) {
    return call.cookie(secure ? JOURNEY : PLAIN_JOURNEY);
  }

  private String session(String value, long seconds) {
    return cookie(secure ? Cookies.SESSION : Cookies.PLAIN_SESSION, value, "/", "Lax", seconds);
  }

  private String refresh(String value, long seconds) {
    return cookie(secure ? REFRESH : PLAIN_REFRESH, value, PATH, "Strict", seconds);
  }

  private String cookie(String name, String value, String path, String sameSite, long seconds) {
    return name
        + "="
        + value
        + "; Path="
        + path
        + "; Max-Age="
        + seconds
        + "; HttpOnly; SameSite="
        + sameSite
        + (secure ? "; Secure" : "");
  }
}
