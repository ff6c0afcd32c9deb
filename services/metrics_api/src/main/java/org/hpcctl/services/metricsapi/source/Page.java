package org.hpcctl.services.metricsapi.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

/// Fetches a text of bounded length and time. The plain URL connection is enough: its client of
/// java.net.http would keep a selector thread for each service.
final class Page {
  private static final int TIMEOUT = 3_000;
  private static final int MOST = 4 * 1024 * 1024;

  private Page() {}

  static String text(URI address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT);
    connection.setReadTimeout(TIMEOUT);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Accept", "text/plain");
    try {
      int status = connection.getResponseCode();
      if (status != 200) {
        throw new IOException(address + " answers " + status);
      }
      try (InputStream in = connection.getInputStream()) {
        byte[] bytes = in.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
          throw new IOException(address + " says more than " + MOST + " bytes");
        }
        return new String(bytes, UTF_8);
      }
    } finally {
      connection.disconnect();
    }
  }
}
