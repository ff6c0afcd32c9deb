package org.hpcctl.acme;

import module java.base;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.hpcctl.secret.Pem;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.toolbox.AcmeUtils;

/// What a certificate is called where its renewal is spoken of (RFC 9773, 4.1).
final class RenewalName {
  private RenewalName() {}

  /// Empty for one that does not say who issued it: our own placeholder.
  static Optional<String> of(String pem) {
    try {
      List<X509Certificate> chain = Pem.certificates(pem);
      return chain.isEmpty()
          ? Optional.empty()
          : Optional.of(AcmeUtils.getRenewalUniqueIdentifier(chain.getFirst()));
    } catch (CertificateException | AcmeProtocolException _) {
      return Optional.empty();
    }
  }
}
