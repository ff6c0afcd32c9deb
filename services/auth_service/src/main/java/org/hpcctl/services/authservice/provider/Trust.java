package org.hpcctl.services.authservice.provider;

import module java.base;

import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Whom we believe to be who he says he is, over TLS.
final class Trust {
  private Trust() {}

  /// @param authority PEM file of the CAs that are believed, and no others; empty believes those
  ///   that the system does. It is read each time, so that another one needs no restart
  /// @throws GeneralSecurityException there is nothing in it that could be believed
  static SSLContext of(Optional<Path> authority) throws IOException, GeneralSecurityException {
    return authority.isEmpty() ? SSLContext.getDefault() : only(authority.get());
  }

  private static SSLContext only(Path authority) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("root" + store.size(), root);
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
