package org.hpcctl.secret;

import module java.base;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/// Certificates and keys as text (RFC 7468).
public final class Pem {
  private static final String KEY = "PRIVATE KEY";

  private Pem() {}

  /// The certificates of a text in their order; text between them is skipped.
  public static List<X509Certificate> certificates(String pem) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    Matcher blocks = block("CERTIFICATE").matcher(pem);
    List<X509Certificate> certificates = new ArrayList<>();
    while (blocks.find()) {
      byte[] der;
      try {
        der = Base64.getMimeDecoder().decode(blocks.group(1));
      } catch (IllegalArgumentException e) {
        throw new CertificateException(e);
      }
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
    }
    return certificates;
  }

  /// A key that we wrote: PKCS#8.
  static PrivateKey ownKey(String pem, String algorithm) throws GeneralSecurityException {
    Matcher block = block(KEY).matcher(pem);
    if (!block.find()) {
      throw new InvalidKeyException("no private key");
    }
    byte[] der = Base64.getMimeDecoder().decode(block.group(1));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /// The first private key of a text in any of the forms that OpenSSL writes; empty when there is
  /// none. Uses Bouncy Castle: the JDK reads PKCS#8 only.
  static Optional<PrivateKey> anyKey(String pem) throws IOException, EncryptedException {
    JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      for (Object one = parser.readObject(); one != null; one = parser.readObject()) {
        switch (one) {
          case PrivateKeyInfo key -> {
            return Optional.of(converter.getPrivateKey(key));
          }
          case PEMKeyPair pair -> {
            return Optional.of(converter.getPrivateKey(pair.getPrivateKeyInfo()));
          }
          case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ ->
              throw new EncryptedException();
          default -> {
            // EC PARAMETERS and certificates may stand in the same file.
          }
        }
      }
    }
    return Optional.empty();
  }

  public static String of(PrivateKey key) {
    return text(KEY, key.getEncoded());
  }

  public static String of(List<X509Certificate> chain) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : chain) {
      try {
        text.append(text("CERTIFICATE", certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return text.toString();
  }

  /// One block.
  public static String text(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), label);
  }

  /// The bytes of the first block with this label.
  public static Optional<byte[]> first(String label, String pem) {
    Matcher found = block(label).matcher(pem);
    try {
      return found.find()
          ? Optional.of(Base64.getMimeDecoder().decode(found.group(1)))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Pattern block(String label) {
    return Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----");
  }

  /// The key needs a passphrase.
  static final class EncryptedException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
