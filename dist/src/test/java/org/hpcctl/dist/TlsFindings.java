package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// What `testssl` finds about the TLS of an address: the protocols, the certificate, the known
/// holes, forward secrecy.
///
/// @param process is looking
/// @param findings where it writes them
/// @param said where it writes the rest
record TlsFindings(Process process, Path findings, Path said) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Set<String> HARMLESS = Set.of("OK", "INFO", "LOW");

  private static final String WITHOUT_A_TICKET =
      "testssl ends its first connection at once: the ticket of TLS 1.3 that its second one wants"
          + " may come too late";

  private static final Map<String, String> EXPECTED =
      Map.of(
          "sessionresumption_ticket", WITHOUT_A_TICKET,
          "sessionresumption_ID", WITHOUT_A_TICKET,
          "engine_problem", "of the machine that asks: Debian's OpenSSL has no GOST",
          "cert_expirationStatus", "the CA of the test gives six days",
          "cert_notAfter", "the same",
          "cert_revocation", "Pebble names neither a list nor a responder; six days need none");

  /// Whether there is a testssl; a build machine must have one.
  static boolean possible() {
    boolean here =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "testssl")));
    if (!here && System.getenv("CI") != null) {
      throw new IllegalStateException(".ci/run has to install the package testssl.sh");
    }
    return here;
  }

  /// Starts to look; that takes half a minute, most of it waiting.
  ///
  /// @param root a file with the root to trust, in PEM
  /// @param folder an empty one for its files
  static TlsFindings of(String name, String address, Path root, Path folder) throws IOException {
    Path findings = folder.resolve("testssl.json");
    Path said = folder.resolve("testssl.txt");
    Process process =
        new ProcessBuilder(
                "testssl",
                "--warnings=off",
                "--nodns=none",
                "--color=0",
                "-p",
                "-S",
                "-U",
                "-f",
                "--ip=" + address,
                "--add-ca=" + root,
                "--jsonfile=" + findings,
                name + ":443")
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    return new TlsFindings(process, findings, said);
  }

  private String end() {
    try {
      String text = Files.readString(said);
      return text.substring(Math.max(0, text.length() - 1_000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// What is worse than LOW and not this test's own doing, one line each.
  List<String> aboveLow() throws Exception {
    try {
      boolean over = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertTrue(over, () -> "testssl did not end: " + end());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertTrue(Files.exists(findings), () -> "testssl found nothing: " + end());
    List<JsonNode> all = new ArrayList<>();
    new ObjectMapper().readTree(findings.toFile()).forEach(all::add);
    // It was there and looked at all four.
    for (String id : List.of("TLS1_3", "cert_chain_of_trust", "heartbleed", "PFS")) {
      assertFalse(
          all.stream().filter(one -> one.path("id").asText().equals(id)).toList().isEmpty(),
          () -> id + " is missing in " + all);
    }
    return all.stream()
        .filter(one -> !HARMLESS.contains(one.path("severity").asText()))
        .filter(one -> !EXPECTED.containsKey(one.path("id").asText()))
        .map(one -> one.path("id").asText() + ": " + one.path("finding").asText())
        .toList();
  }
}
