package org.hpcctl.services.websocketservice.visitor;

import module java.base;

import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/// The token or API key a request brought, from the first of: `?token=`, `Authorization: Bearer`,
/// `X-API-Key`, a WebSocket subprotocol `bearer.TOKEN` (all that a browser's script can set), the
/// portal's cookie.
///
/// A browser sends the cookie on its own whichever page asks, so the cookie counts only when the
/// `Origin` is our own. A request without `Origin` proves nothing about the page and does not
/// count.
public record Credentials(Optional<String> token) {
  /// The subprotocol to offer beside the token's; a browser wants one of its offers confirmed.
  public static final String PROTOCOL = "hpcctl";

  /// The kit's names for it, with TLS and without.
  private static final List<String> COOKIES = List.of("__Host-hpcctl", "hpcctl");

  private static final String BEARER_PROTOCOL = "bearer.";

  public static Credentials of(Request request) {
    HttpFields headers = request.getHeaders();
    Fields query = Request.extractQueryParameters(request);
    return new Credentials(
        Optional.ofNullable(query.getValue("token"))
            .or(
                () ->
                    Optional.ofNullable(headers.get(HttpHeader.AUTHORIZATION))
                        .flatMap(Credentials::bearer))
            .or(() -> Optional.ofNullable(headers.get("X-API-Key")))
            .or(() -> protocol(headers))
            .or(() -> ownOrigin(request) ? cookie(request) : Optional.empty())
            .filter(token -> !token.isBlank()));
  }

  /// The token of `Bearer TOKEN`; of a bare token the token itself.
  public static Optional<String> bearer(String text) {
    String[] words = text.strip().split(" +");
    return switch (words.length) {
      case 1 -> Optional.of(words[0]).filter(word -> !word.isEmpty());
      case 2 -> Optional.of(words[1]).filter(_ -> words[0].equalsIgnoreCase("Bearer"));
      default -> Optional.empty();
    };
  }

  private static Optional<String> protocol(HttpFields headers) {
    return headers.getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false).stream()
        .filter(offer -> offer.startsWith(BEARER_PROTOCOL))
        .map(offer -> offer.substring(BEARER_PROTOCOL.length()))
        .findFirst();
  }

  private static Optional<String> cookie(Request request) {
    List<HttpCookie> cookies = Request.getCookies(request);
    return COOKIES.stream()
        .flatMap(name -> cookies.stream().filter(cookie -> cookie.getName().equals(name)))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  private static boolean ownOrigin(Request request) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    String host = request.getHeaders().get(HttpHeader.HOST);
    if (origin == null || host == null) {
      return false;
    }
    try {
      URI page = new URI(origin);
      String scheme = request.getHeaders().get(HttpHeader.X_FORWARDED_PROTO);
      // nginx passes the name without the port; where a port came along it must be the same.
      return page.getHost() != null
          && (host.equalsIgnoreCase(page.getHost()) || host.equalsIgnoreCase(page.getAuthority()))
          && (scheme == null || scheme.equalsIgnoreCase(page.getScheme()));
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /// Shows no token: this may end up in a log.
  @Override
  public String toString() {
    return token.isPresent() ? "a token" : "no token";
  }
}
