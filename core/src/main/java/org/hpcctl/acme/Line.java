package org.hpcctl.acme;

import module java.base;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.hpcctl.secret.Pem;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.provider.GenericAcmeProvider;
import org.shredzone.acme4j.toolbox.JSON;

/// The line to a CA as acme4j wants it, with the trust that was given for this CA and patience on
/// it. The directory is asked for once in a conversation: many CAs forbid to keep it, and acme4j
/// would ask again before every request.
final class Line extends GenericAcmeProvider implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(15);

  private final Authority authority;
  private final Patience patience;
  private @Nullable HttpClient client;

  Line(Authority authority, Patience patience) {
    this.authority = authority;
    this.patience = patience;
  }

  @Override
  public HttpClient createHttpClient(NetworkSettings settings) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT)
            .proxy(ProxySelector.getDefault());
    authority.roots().ifPresent(file -> builder.sslContext(trusting(file)));
    HttpClient made = builder.build();
    client = made;
    return made;
  }

  /// What time the CA has, as its answer says (RFC 9110, 6.6.1).
  Optional<Instant> date() throws IOException {
    HttpClient asking = client == null ? createHttpClient(new NetworkSettings()) : client;
    try {
      return asking
          .send(
              HttpRequest.newBuilder(authority.directory()).timeout(CONNECT).build(),
              HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue("Date")
          .flatMap(RetryAfter::date);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public Connection connect(URI server, NetworkSettings settings, HttpClient http) {
    return new PatientConnection(createHttpConnector(settings, http), patience);
  }

  @Override
  public @Nullable JSON directory(Session session, URI server) throws AcmeException {
    return session.hasDirectory() ? null : super.directory(session, server);
  }

  @Override
  public void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }

  private static SSLContext trusting(Path roots) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (X509Certificate root : Pem.certificates(Files.readString(roots))) {
        store.setCertificateEntry("root" + store.size(), root);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the roots changed while they were read", e);
    }
  }
}
