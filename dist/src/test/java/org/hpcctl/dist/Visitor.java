package org.hpcctl.dist;

import module java.base;

import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Somebody who visits the portal at one of the lab's addresses. Each visit is a connection of its
/// own, as from many browsers.
final class Visitor {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final SSLContext TRUSTING = trusting();

  private final String address;

  Visitor(String address) {
    this.address = address;
  }

  /// The status of one visit, 0 when there was no answer.
  int visit(String path) {
    try {
      URI uri = new URI("https", address, path, null);
      HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
      connection.setSSLSocketFactory(TRUSTING.getSocketFactory());
      connection.setHostnameVerifier((_, _) -> true);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestProperty("Connection", "close");
      int status = connection.getResponseCode();
      connection.disconnect();
      return status;
    } catch (IOException | URISyntaxException _) {
      return 0;
    }
  }

  /// Waits until a visit succeeds, and tells how long that took.
  Duration awaitAnswer(String path, Duration patience) {
    Instant start = Instant.now();
    while (visit(path) != 200) {
      if (Duration.between(start, Instant.now()).compareTo(patience) > 0) {
        throw new AssertionError("https://" + address + path + " did not come back");
      }
    }
    return Duration.between(start, Instant.now());
  }

  /// Visits again and again beside something else, a bounded number of times.
  ///
  /// @return the statuses that were not 200
  Visits during(Callable<?> something) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    FutureTask<Visits> visits = new FutureTask<>(() -> visitUntil(over));
    Thread.ofVirtual().start(visits);
    try {
      something.call();
    } finally {
      over.set(true);
    }
    return visits.get();
  }

  private Visits visitUntil(AtomicBoolean over) throws InterruptedException {
    int count = 0;
    int repeated = 0;
    List<Integer> failures = new ArrayList<>();
    while (!over.get() && count < 5_000) {
      int status = visit("/health");
      count++;
      if (status == 0) {
        repeated++;
        status = visit("/health");
      }
      if (status != 200) {
        failures.add(status);
      }
      // Nine a second: below the portal's own limit of ten.
      TimeUnit.MILLISECONDS.sleep(110);
    }
    return new Visits(count, repeated, List.copyOf(failures));
  }

  /// @param repeated visits that were cut and then repeated at once
  /// @param failures statuses other than 200; 0 is no answer, also when it was repeated
  record Visits(int count, int repeated, List<Integer> failures) {}

  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new javax.net.ssl.KeyManager[0],
          new TrustManager[] {
            new X509TrustManager() {
              @Override
              public void checkClientTrusted(X509Certificate[] chain, String type) {}

              @Override
              public void checkServerTrusted(X509Certificate[] chain, String type) {}

              @Override
              public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
              }
            }
          },
          new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
