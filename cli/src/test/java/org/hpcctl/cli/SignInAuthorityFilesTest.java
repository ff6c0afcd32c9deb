package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.plan.SignInAuthorities;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Keyring;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.SpecReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files with the CAs of the directory and the issuer, beside the YAML.
final class SignInAuthorityFilesTest {
  private static final Cluster CLUSTER =
      SpecReader.read(
              "trial.yaml",
              """
              cluster: {name: trial}
              controllers: [{hostname: server1, ip: 192.168.1.101, services: {web: true}}]
              web:
                domain: cluster.example.com
                auth:
                  ldap: {server: ldaps://ldap.example.com, ca_file: ca.pem, user_base: dc=lab}
                  oidc: {issuer: https://id.example.com, ca_file: id.pem, client_id: portal, client_secret: "${S}"}
              """,
              name -> Optional.of(name + "-ohph8Ohshahw2ahjae5shahT7eey3Aek"))
          .cluster();

  @TempDir private Path folder;

  private SignInAuthorities read() {
    Terminal terminal =
        new Terminal(
            new BufferedReader(Reader.nullReader()),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(Writer.nullWriter()),
            Set.of(),
            false,
            _ -> Optional.empty(),
            folder);
    return SignInAuthorityFiles.of(CLUSTER, SpecFile.of("trial.yaml"), terminal);
  }

  private List<String> refusal() {
    return assertThrows(Refused.class, this::read).problems().stream().map(Problem::what).toList();
  }

  @Test
  void its_certificates_are_taken_and_nothing_else() throws IOException {
    String certificate =
        Keyring.open(folder, "trial", InstantSource.system())
            .certificate(CLUSTER.portalNames())
            .certificateChain();
    Files.writeString(folder.resolve("ca.pem"), "# ours\n" + certificate + "a key, perhaps\n");
    Files.writeString(folder.resolve("id.pem"), certificate + certificate);
    assertEquals(
        new SignInAuthorities(Optional.of(certificate), Optional.of(certificate + certificate)),
        read());
  }

  @Test
  void what_is_not_there_or_no_certificate_is_refused_before_anything_is_planned()
      throws IOException {
    Path file = folder.resolve("ca.pem");
    Path other = folder.resolve("id.pem");
    assertEquals(List.of(file + " cannot be read", other + " cannot be read"), refusal());
    Files.writeString(file, "a key, perhaps\n");
    Files.writeString(other, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertEquals(
        List.of(
            "there is no certificate in " + file,
            "a certificate in %s cannot be decoded".formatted(other)),
        refusal());
  }
}
