package org.hpcctl.services.kit;

import module java.base;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// One file of a front end with its headers: as it is, and packed when that is smaller.
record Asset(Answer plain, Optional<Answer> packed) {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  /// The page itself: asked for anew each time, so that a new release shows at once. Never packed:
  /// it fits into one packet, and a packed page is where one would look for BREACH.
  static Asset page(byte[] content) {
    return of("index.html", content);
  }

  static Asset of(String name, byte[] content) {
    return new Asset(answer(name, content, tag(content)), Optional.empty());
  }

  static Asset of(String name, byte[] content, byte[] packed) {
    String tag = tag(content);
    return new Asset(
        answer(name, content, tag).with("Vary", "Accept-Encoding"),
        Optional.of(
            answer(name, packed, tag + "-gz")
                .with("Vary", "Accept-Encoding")
                .with("Content-Encoding", "gzip")));
  }

  Answer answer(Call call) {
    Request request = call.request();
    List<String> encodings = request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING);
    Answer answer = encodings.contains("gzip") ? packed.orElse(plain) : plain;
    String tag = Objects.requireNonNull(answer.headers().get("ETag"));
    // Our tags hold no comma. A proxy that packs an answer makes its tag a weak one.
    boolean unchanged =
        request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH).stream()
            .flatMap(value -> Stream.of(value.split(",")))
            .map(known -> known.strip().replaceFirst("^W/", ""))
            .anyMatch(known -> known.equals(tag) || known.equals("*"));
    return unchanged ? Answer.of(304, answer.headers(), new byte[0]) : answer;
  }

  private static Answer answer(String name, byte[] content, String tag) {
    // Vite writes the content's hash into the name of everything below assets/.
    String caching =
        name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return Answer.of(
        200,
        Map.of(
            "Content-Type",
            TYPES.getOrDefault(extension, "application/octet-stream"),
            "Cache-Control",
            caching,
            "ETag",
            '"' + tag + '"'),
        content);
  }

  private static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
