package org.hpcctl.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Pem;
import org.hpcctl.secret.Secret;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountKeyTest {

  @Test
  void the_thumbprint_is_that_of_the_rfc() throws Exception {
    for (int i = 0; i < 50; i++) {
      AccountKey key = AccountKey.create();
      String expected =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(
                  PublicJsonWebKey.Factory.newPublicJwk(key.pair().getPublic())
                      .calculateThumbprint("SHA-256"));
      assertEquals(expected, key.thumbprint());
      assertEquals(expected, AccountKey.read("account.key", key.pem()).thumbprint());
    }
  }

  @Test
  void a_key_that_java_wrote_without_its_public_half_is_completed() {
    AccountKey key = AccountKey.create();
    String bare = Pem.of(key.pair().getPrivate());
    assertEquals(key.thumbprint(), AccountKey.read("account.key", new Secret(bare)).thumbprint());
  }

  @Test
  void openssl_writes_and_reads_the_same(@TempDir Path folder) throws Exception {
    Path theirs = folder.resolve("theirs.pem");
    run(
        "openssl",
        "genpkey",
        "-algorithm",
        "EC",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-out",
        theirs.toString());
    String written = Files.readString(theirs);
    assertEquals(
        written.strip(), AccountKey.read("theirs.pem", new Secret(written)).pem().reveal().strip());
    run("openssl", "pkey", "-in", theirs.toString(), "-check", "-noout");
  }

  @Test
  void what_is_no_such_key_is_refused() {
    String whole = AccountKey.create().pem().reveal();
    for (String bad :
        List.of(
            "",
            "hello",
            whole.substring(0, 100),
            Pem.text("PRIVATE KEY", new byte[] {1, 2, 3}),
            Pem.of(KeyKind.EC_P384.generate().getPrivate()),
            Pem.of(KeyKind.RSA_2048.generate().getPrivate()))) {
      assertEquals(
          "the account key in account.key cannot be used",
          assertThrows(Refused.class, () -> AccountKey.read("account.key", new Secret(bad)))
              .problems()
              .getFirst()
              .what());
    }
  }

  @Test
  void reading_a_key_and_its_thumbprint_loads_no_library(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(folder.resolve("account.key"), AccountKey.create().pem().reveal());
    String loaded =
        run(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:stdout",
            "-cp",
            System.getProperty("java.class.path"),
            Thumbprint.class.getName(),
            file.toString());
    assertEquals(
        List.of(),
        loaded
            .lines()
            .filter(
                line ->
                    line.contains(" org.bouncycastle.")
                        || line.contains(" org.shredzone.")
                        || line.contains(" org.jose4j.")
                        || line.contains(" java.net.http."))
            .toList());
  }

  /// What a run does that finds nothing due.
  static final class Thumbprint {
    private Thumbprint() {}

    static void main(String[] words) throws IOException {
      System.out.println(
          AccountKey.read(words[0], new Secret(Files.readString(Path.of(words[0])))).thumbprint());
    }
  }

  private static String run(String... words) throws Exception {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
