package org.hpcctl.secret;

import module java.base;

import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;

/// A certificate chain and a private key that the operator provided.
///
/// What is checked here, `nginx -t` does not check, or not for every kind of key.
public final class PemPair {
  private static final Duration SOON = Duration.ofDays(30);

  private final String certificateFile;
  private final String keyFile;
  private final List<X509Certificate> chain;
  private final PrivateKey key;

  private PemPair(
      String certificateFile, String keyFile, List<X509Certificate> chain, PrivateKey key) {
    this.certificateFile = certificateFile;
    this.keyFile = keyFile;
    this.chain = List.copyOf(chain);
    this.key = key;
  }

  /// @param certificateFile the file's name, for the problems
  /// @param keyFile the file's name, for the problems
  /// @throws Refused when one of the two cannot be understood
  public static PemPair read(
      String certificateFile, String certificates, String keyFile, Secret privateKey) {
    List<Problem> problems = new ArrayList<>();
    List<X509Certificate> chain = List.of();
    try {
      chain = Pem.certificates(certificates);
      if (chain.isEmpty()) {
        problems.add(
            error(
                certificateFile,
                "there is no certificate in " + certificateFile,
                "it must begin with -----BEGIN CERTIFICATE-----",
                "give the chain in PEM: the host's certificate first, then the intermediates"));
      }
    } catch (CertificateException _) {
      problems.add(
          error(
              certificateFile,
              "a certificate in %s cannot be decoded".formatted(certificateFile),
              "the file is cut off or was changed",
              "copy it again"));
    }
    Optional<PrivateKey> key = Optional.empty();
    try {
      key = Pem.anyKey(privateKey.reveal());
      if (key.isEmpty()) {
        problems.add(
            error(
                keyFile,
                "there is no private key in " + keyFile,
                "nginx cannot prove that the certificate is its own",
                "give the key in PEM: -----BEGIN PRIVATE KEY-----"));
      }
    } catch (Pem.EncryptedException _) {
      problems.add(
          error(
              keyFile,
              "the private key in %s has a passphrase".formatted(keyFile),
              "nobody is there to type it when nginx starts",
              "write it without one: openssl pkey -in %s -out portal.key".formatted(keyFile)));
    } catch (IOException _) {
      problems.add(
          error(
              keyFile,
              "the private key in %s cannot be decoded".formatted(keyFile),
              "the file is cut off or was changed",
              "copy it again"));
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return new PemPair(certificateFile, keyFile, chain, key.orElseThrow());
  }

  /// For the hosts: the chain as it is, the key as PKCS#8.
  public KeyPairPem pem() {
    return new KeyPairPem(Pem.of(chain), new Secret(Pem.of(key)));
  }

  /// Everything that would make browsers refuse it, or soon will.
  ///
  /// @param domain a name or an IPv4 address that the certificate must cover
  public List<Problem> check(String domain, Instant now) {
    List<Problem> problems = new ArrayList<>();
    X509Certificate host = chain.getFirst();
    if (!belong(host.getPublicKey(), key)) {
      problems.add(
          error(
              keyFile,
              "the private key in %s does not belong to the certificate in %s"
                  .formatted(keyFile, certificateFile),
              "every connection would fail",
              "give the key with which the certificate was requested"));
    }
    if (!CertificateNames.of(host).cover(domain)) {
      problems.add(
          error(
              certificateFile,
              "the certificate in %s is not for %s".formatted(certificateFile, domain),
              "it is for %s; browsers look at the alternative names only"
                  .formatted(CertificateNames.of(host)),
              "get one for web.domain, or correct web.domain"));
    }
    dates(host, now).ifPresent(problems::add);
    strength(host).ifPresent(problems::add);
    order().ifPresent(problems::add);
    return problems;
  }

  private Optional<Problem> dates(X509Certificate host, Instant now) {
    Instant from = host.getNotBefore().toInstant();
    Instant until = host.getNotAfter().toInstant();
    if (now.isBefore(from)) {
      return Optional.of(
          error(
              certificateFile,
              "the certificate in %s is valid only from %s on".formatted(certificateFile, from),
              "browsers refuse it until then",
              "check the clock of this machine, or wait"));
    }
    if (now.isAfter(until)) {
      return Optional.of(
          error(
              certificateFile,
              "the certificate in %s ended on %s".formatted(certificateFile, until),
              "browsers refuse it",
              "get a new one"));
    }
    if (now.plus(SOON).isAfter(until)) {
      return Optional.of(
          Problem.warning(
                  "the certificate in %s ends on %s".formatted(certificateFile, until),
                  "that is in less than 30 days",
                  "get a new one")
              .at(Place.file(certificateFile)));
    }
    return Optional.empty();
  }

  private Optional<Problem> strength(X509Certificate host) {
    return host.getPublicKey() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < 2048
        ? Optional.of(
            error(
                certificateFile,
                "the key of the certificate in %s has %d bits"
                    .formatted(certificateFile, rsa.getModulus().bitLength()),
                "OpenSSL and browsers refuse RSA keys below 2048 bits",
                "get a certificate for a key of P-256, or of RSA with 2048 bits or more"))
        : Optional.empty();
  }

  private Optional<Problem> order() {
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (!issued(chain.get(i + 1), chain.get(i))) {
        return Optional.of(
            error(
                certificateFile,
                "the certificate %d in %s was not issued by the next one"
                    .formatted(i + 1, certificateFile),
                "clients follow the chain from the host's certificate upwards (RFC 8446, 4.4.2)",
                "put the host's certificate first, then the one that issued it, and so on"));
      }
    }
    X509Certificate only = chain.getFirst();
    return chain.size() == 1 && !issued(only, only)
        ? Optional.of(
            Problem.warning(
                    "%s holds the host's certificate alone".formatted(certificateFile),
                    "clients that do not know its issuer will refuse it",
                    "add the intermediate certificates behind it, if there are any")
                .at(Place.file(certificateFile)))
        : Optional.empty();
  }

  private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static boolean belong(PublicKey publicKey, PrivateKey privateKey) {
    String algorithm =
        switch (publicKey) {
          case RSAPublicKey _ -> "SHA256withRSA";
          case ECPublicKey _ -> "SHA256withECDSA";
          default -> publicKey.getAlgorithm();
        };
    byte[] message = "do these two belong together?".getBytes(StandardCharsets.UTF_8);
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(privateKey);
      signing.update(message);
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(publicKey);
      verifying.update(message);
      return verifying.verify(signing.sign());
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static Problem error(String file, String what, String why, String fix) {
    return Problem.error(what, why, fix).at(Place.file(file));
  }
}
