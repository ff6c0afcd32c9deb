package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Keyring;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.SpecReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file with the CA of the directory, beside the YAML.
final class LdapAuthorityTest {
  private static final Cluster CLUSTER =
      SpecReader.read(
              "trial.yaml",
              """
              cluster: {name: trial}
              controllers: [{hostname: server1, ip: 192.168.1.101, services: {web: true}}]
              web:
                domain: cluster.example.com
                auth: {ldap: {server: ldaps://ldap.example.com, ca_file: ca.pem, user_base: dc=lab}}
              """,
              name -> Optional.of(name + "-ohph8Ohshahw2ahjae5shahT7eey3Aek"))
          .cluster();

  @TempDir private Path folder;

  private Optional<String> read() {
    Terminal terminal =
        new Terminal(
            new BufferedReader(Reader.nullReader()),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(Writer.nullWriter()),
            Set.of(),
            false,
            _ -> Optional.empty(),
            folder);
    return LdapAuthority.of(CLUSTER, SpecFile.of("trial.yaml"), terminal);
  }

  private String refusal() {
    return assertThrows(Refused.class, this::read).problems().getFirst().what();
  }

  @Test
  void its_certificates_are_taken_and_nothing_else() throws IOException {
    String certificate =
        Keyring.open(folder, "trial", InstantSource.system())
            .certificate(CLUSTER.portalNames())
            .certificateChain();
    Files.writeString(folder.resolve("ca.pem"), "# ours\n" + certificate + "a key, perhaps\n");
    assertEquals(Optional.of(certificate), read());
  }

  @Test
  void what_is_not_there_or_no_certificate_is_refused_before_anything_is_planned()
      throws IOException {
    Path file = folder.resolve("ca.pem");
    assertEquals(file + " cannot be read", refusal());
    Files.writeString(file, "a key, perhaps\n");
    assertEquals("there is no certificate in " + file, refusal());
    Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertEquals("a certificate in %s cannot be decoded".formatted(file), refusal());
  }
}
