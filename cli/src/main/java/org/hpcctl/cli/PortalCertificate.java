package org.hpcctl.cli;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.secret.Keyring;
import org.hpcctl.secret.PemPair;
import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Ssl;

/// The certificate of the portal, before planning: from the keyring, or from the operator's files.
///
/// @param pair empty when the portal is served without TLS
/// @param keyring to be saved by a command that applies
record PortalCertificate(Optional<KeyPairPem> pair, Keyring keyring) {

  /// @throws Refused when files that the operator provides are not fit
  static PortalCertificate of(
      Cluster cluster, SpecFile file, Terminal terminal, InstantSource clock) {
    Keyring keyring = Keyring.open(file.directory(terminal), cluster.name(), clock);
    Ssl ssl = cluster.web().ssl();
    Optional<KeyPairPem> pair =
        switch (ssl.mode()) {
          case NONE -> Optional.empty();
          case SELF_SIGNED, LETSENCRYPT -> Optional.of(keyring.certificate(cluster.portalNames()));
          case PROVIDED -> Optional.of(provided(cluster, file, terminal, clock.instant()));
        };
    return new PortalCertificate(pair, keyring);
  }

  private static KeyPairPem provided(
      Cluster cluster, SpecFile file, Terminal terminal, Instant now) {
    Ssl ssl = cluster.web().ssl();
    String certificate = ssl.certificate().orElseThrow();
    String key = ssl.key().orElseThrow();
    PemPair pair =
        PemPair.read(
            certificate,
            text(certificate, file, terminal),
            key,
            new Secret(text(key, file, terminal)));
    List<Problem> problems = pair.check(cluster.web().domain(), now);
    if (problems.stream().anyMatch(Problem::refuses)) {
      throw new Refused(problems);
    }
    terminal.tell(problems);
    return pair.pem();
  }

  /// A relative path is relative to the YAML that names it.
  private static String text(String name, SpecFile file, Terminal terminal) {
    Path path =
        name.startsWith("~/") ? terminal.path(name) : file.directory(terminal).resolve(name);
    try {
      return Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      throw new Refused(
          Problem.error(
                  "%s cannot be read".formatted(path),
                  "web.ssl names it as the portal's own",
                  "correct web.ssl.certificate and web.ssl.key, or use mode self_signed")
              .at(Place.file(name)));
    }
  }
}
