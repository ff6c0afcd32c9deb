package org.hpcctl.acme;

import module java.base;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
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
  private volatile Optional<Duration> ahead = Optional.empty();

  Line(Authority authority, Patience patience) {
    this.authority = authority;
    this.patience = patience;
  }

  @Override
  public HttpClient createHttpClient(NetworkSettings settings) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // One request follows another: HTTP/2 would only be more to load and to shake hands on.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT)
            .proxy(ProxySelector.getDefault());
    authority.roots().ifPresent(file -> builder.sslContext(trusting(file)));
    HttpClient made = builder.build();
    client = made;
    return made;
  }

  /// How far our clock was ahead of the CA's at its last answer (RFC 9110, 6.6.1).
  Optional<Duration> ahead() {
    return ahead;
  }

  private void heard(HttpHeaders headers) {
    headers
        .firstValue("Date")
        .flatMap(RetryAfter::date)
        .ifPresent(date -> ahead = Optional.of(Duration.between(date, patience.now())));
  }

  @Override
  public Connection connect(URI server, NetworkSettings settings, HttpClient http) {
    return new PatientConnection(createHttpConnector(settings, http), patience, this::heard);
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
