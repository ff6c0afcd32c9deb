package org.hpcctl.dist;

import module java.base;

import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.StateFolder;
import org.hpcctl.secret.Keyring;
import org.hpcctl.secret.PrivateFile;

/// A cluster whose certificate is served everywhere and not due: what a timer finds most times.
final class TrainingCertificate {
  private static final String DIRECTORY = "https://acme.training.test/directory";

  private TrainingCertificate() {}

  /// Writes it.
  ///
  /// @return the YAML
  static Path write(Path directory) throws IOException {
    Path yaml = Files.createDirectories(directory).resolve("renewal.yaml");
    Files.writeString(
        yaml,
        """
        cluster: {name: training, domain: training.test, timezone: Etc/UTC, admin_email: admin@training.test}
        ssh: {user: root}
        network: {vip: {address: 192.0.2.100, netmask: 24}}
        controllers:
          - hostname: server1
            ip: 192.0.2.1
            services: {web: true, keepalived: true}
            vip_owner: true
            priority: 100
        web:
          domain: training.test
          session_secret: ${SESSION_SECRET}
          jwt_secret: ${JWT_SECRET}
          ssl:
            mode: letsencrypt
            directory: %s
        """
            .formatted(DIRECTORY));
    PrivateFile.write(
        directory.resolve("renewal.secrets.env"),
        "SESSION_SECRET=for-the-training-run-only-1234567890abcdef\n"
            + "JWT_SECRET=only-for-the-training-run-fedcba0987654321\n");
    hold(directory, DIRECTORY);
    return yaml;
  }

  /// What is remembered of such a certificate.
  ///
  /// @param authority that issued it, by its directory
  static void hold(Path directory, String authority) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Lineage.Held held =
        new Lineage.Held(
            authority,
            new TreeSet<>(Set.of("training.test")),
            "ec256",
            "CN=training",
            "1",
            now,
            now.plus(Duration.ofDays(90)),
            Optional.empty(),
            Optional.empty());
    StateFolder folder = StateFolder.of(directory, "training");
    folder.save(
        Keyring.open(directory, "training", InstantSource.fixed(now))
            .certificate(List.of("training.test")));
    folder.save(Lineage.NONE.issued(held, now).served(List.of("server1"), now, Optional.empty()));
  }
}
