package org.hpcctl.secret;

import module java.base;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/// What the first certificate of a chain says of itself.
///
/// @param serial in hexadecimal, without leading zeros
/// @param fingerprint SHA-256 of its DER form, as openssl writes it: `AB:CD:...`
public record HostCertificate(
    String issuer, String serial, Instant notBefore, Instant notAfter, String fingerprint) {

  /// @param chain PEM, the host's own first
  /// @return empty when it cannot be understood
  public static Optional<HostCertificate> of(String chain) {
    try {
      List<X509Certificate> certificates = Pem.certificates(chain);
      if (certificates.isEmpty()) {
        return Optional.empty();
      }
      X509Certificate host = certificates.getFirst();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(host.getEncoded());
      return Optional.of(
          new HostCertificate(
              host.getIssuerX500Principal().getName(),
              host.getSerialNumber().toString(16),
              host.getNotBefore().toInstant(),
              host.getNotAfter().toInstant(),
              HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest)));
    } catch (CertificateException _) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
