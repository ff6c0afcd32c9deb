package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.hpcctl.lab.LabHost;
import org.hpcctl.testkit.Pebble;
import org.hpcctl.testkit.PebbleSettings;

/// A name that three heads of a lab serve, and a real CA that certifies it: Pebble, whose
/// certificates live for six days.
final class CertificateLab {
  static final String NAME = "portal.lab";
  private static Optional<Heads> booted = Optional.empty();
  private static Optional<Pebble> started = Optional.empty();
  private static Optional<Path> folder = Optional.empty();
  private static Optional<String> asItWas = Optional.empty();

  private CertificateLab() {}

  /// @param files where the CA keeps its own
  static void up(Path files) throws Exception {
    folder = Optional.of(files);
    assumeTrue(Heads.possible(), "no lab here: it needs root, Linux and systemd-nspawn");
    Pebble.assumeInstalled();
    Heads heads = Heads.boot("certit");
    booted = Optional.of(heads);
    String gateway = heads.vip().replaceAll("\\.[0-9]+$", ".1");
    Pebble pebble =
        Pebble.start(
            files,
            PebbleSettings.usual()
                .address(gateway)
                .httpPort(80)
                .lostNonces(5)
                .life(Duration.ofDays(6)));
    started = Optional.of(pebble);
    pebble.lead(NAME, List.of(heads.head("head1").address()));
    Files.copy(pebble.roots(), heads.file("pebble-ca.pem"), StandardCopyOption.REPLACE_EXISTING);
    Path yaml = heads.file("my_multihead_cluster.yaml");
    String text =
        Files.readString(yaml)
            .replace(
                "    mode: self_signed\n",
                "    mode: letsencrypt\n    directory: %s\n    ca_file: pebble-ca.pem\n"
                    .formatted(pebble.directory()));
    Files.writeString(yaml, text);
    asItWas = Optional.of(text);
  }

  /// After a case that failed: its CA leads to a head that is there, and all heads have one
  /// certificate.
  static void restore() throws Exception {
    pebble().lead(NAME, List.of(heads().head("head1").address()));
    Path yaml = heads().file("my_multihead_cluster.yaml");
    Files.writeString(yaml, asItWas.orElseThrow());
    Path aside = stateFile().resolveSibling("aside.pem");
    if (Files.exists(aside)) {
      Files.move(
          aside, stateFile().resolveSibling("portal.pem"), StandardCopyOption.REPLACE_EXISTING);
    }
    heads().restore();
  }

  static void down() {
    started.ifPresent(Pebble::close);
    booted.ifPresent(Heads::close);
  }

  static void copy(Path from, Path to) throws Exception {
    Files.createDirectories(Objects.requireNonNull(to.getParent()));
    Process process =
        new ProcessBuilder("cp", "-a", "-T", from.toString(), to.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  static Heads heads() {
    return booted.orElseThrow();
  }

  static Path folder() {
    return folder.orElseThrow();
  }

  static Pebble pebble() {
    return started.orElseThrow();
  }

  static Hpcctl.Result hpcctl(String... arguments) throws Exception {
    return heads().program().run(arguments);
  }

  static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  static Path stateFile() {
    return heads().file(".hpcctl").resolve("certit/certificate/state.json");
  }

  /// The serial of the newest certificate, as it is remembered.
  static String serial() throws IOException {
    return json(Files.readString(stateFile())).path("held").path("serial").asText();
  }

  static void state(Consumer<JsonNode> change) throws IOException {
    JsonNode root = json(Files.readString(stateFile()));
    change.accept(root);
    Files.writeString(stateFile(), root.toPrettyString());
  }

  /// The serial of the certificate that a visitor of this head is shown.
  static String served(LabHost head) throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "openssl s_client -connect %s:443 -servername %s </dev/null 2>/dev/null | openssl x509 -noout -serial"
                    .formatted(head.address(), NAME))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return new BigInteger(said.strip().replace("serial=", ""), 16).toString(16);
  }

  /// How a visitor's check of the certificate by a name ends.
  static int verified(LabHost head, String name, Path root) throws Exception {
    Process process =
        new ProcessBuilder(
                "openssl",
                "s_client",
                "-connect",
                head.address() + ":443",
                "-servername",
                name,
                "-verify_hostname",
                name,
                "-verify_return_error",
                "-CAfile",
                root.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    return process.waitFor();
  }

  static void assertServedEverywhere(String serial) throws Exception {
    for (LabHost head : heads().all()) {
      assertEquals(serial, served(head), head.name());
    }
  }

  /// Who answers visitors: a reload would exchange them.
  static List<String> workers() {
    return heads().all().stream().map(head -> head.exec("pgrep -x nginx | sort").output()).toList();
  }
}
