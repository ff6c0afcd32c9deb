package org.hpcctl.services.kit;

import module java.base;

import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;

/// The cookie by which a browser is signed in.
public final class Cookies {
  /// The prefix has browsers refuse it without TLS and from other hosts.
  public static final String SESSION = "__Host-hpcctl";

  /// The cookie where there is no TLS: loopback, and `web.ssl.mode: none`.
  public static final String PLAIN_SESSION = "hpcctl";

  private Cookies() {}

  /// The value of the first of these cookies that the request has.
  static Optional<String> value(Request request, String... names) {
    List<HttpCookie> cookies = Request.getCookies(request);
    return Stream.of(names)
        .flatMap(name -> cookies.stream().filter(cookie -> cookie.getName().equals(name)))
        .map(HttpCookie::getValue)
        .findFirst();
  }
}
