package org.hpcctl.cli;

import module java.base;

import org.hpcctl.acme.AccountKey;
import org.hpcctl.certificate.StateFolder;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.secret.Keyring;
import org.hpcctl.secret.PemPair;
import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Acme;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Ssl;

/// The certificate of the portal, before planning: from the keyring, or from the operator's files.
///
/// @param pair empty when the portal is served without TLS
/// @param thumbprint with which heads answer the challenges of a CA; empty when they need not
record PortalCertificate(
    Optional<KeyPairPem> pair, Optional<String> thumbprint, Keyring keyring, Runnable saving) {

  /// @throws Refused when files that the operator provides are not fit
  static PortalCertificate of(
      Cluster cluster, SpecFile file, Terminal terminal, InstantSource clock) {
    Keyring keyring = Keyring.open(file.directory(terminal), cluster.name(), clock);
    Ssl ssl = cluster.web().ssl();
    Optional<KeyPairPem> pair =
        switch (ssl.mode()) {
          case NONE -> Optional.empty();
          case SELF_SIGNED -> Optional.of(keyring.certificate(cluster.portalNames()));
          case LETSENCRYPT -> Optional.of(issued(cluster, keyring, file, terminal));
          case PROVIDED -> Optional.of(provided(cluster, file, terminal, clock.instant()));
        };
    if (ssl.mode() != Ssl.Mode.LETSENCRYPT) {
      return new PortalCertificate(pair, Optional.empty(), keyring, () -> {});
    }
    StateFolder folder = StateFolder.of(file.directory(terminal), cluster.name());
    Optional<Secret> known = folder.accountKey();
    AccountKey key =
        known
            .map(pem -> AccountKey.read(folder.path().resolve("account.pem").toString(), pem))
            .orElseGet(AccountKey::create);
    return new PortalCertificate(
        pair,
        Optional.of(key.thumbprint()).filter(_ -> ssl.acme().challenge() == Acme.Challenge.HTTP_01),
        keyring,
        known.isPresent() ? () -> {} : () -> folder.saveAccountKey(key.pem()));
  }

  /// Remembers what was made for the plan; for a command that applies it.
  void save() {
    keyring.save();
    saving.run();
  }

  /// The one that was issued; before the first, nginx starts with one of our own.
  private static KeyPairPem issued(
      Cluster cluster, Keyring keyring, SpecFile file, Terminal terminal) {
    return StateFolder.of(file.directory(terminal), cluster.name())
        .pair()
        .orElseGet(() -> keyring.certificate(cluster.portalNames()));
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

  private static String text(String name, SpecFile file, Terminal terminal) {
    Path path = file.named(name, terminal);
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
