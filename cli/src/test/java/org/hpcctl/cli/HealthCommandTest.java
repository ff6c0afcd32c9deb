package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the commands about services say before they ask any host.
final class HealthCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void an_unknown_service_is_wrong_usage_with_a_suggestion() {
    for (List<String> line :
        List.of(
            List.of("health", "--service", "dashbord"),
            List.of("logs", "dashbord"),
            List.of("service", "restart", "dashbord"))) {
      err.getBuffer().setLength(0);
      assertEquals(ExitCode.USAGE.status(), run(line.toArray(String[]::new)));
      assertTrue(
          err.toString().contains("there is no service `dashbord`; did you mean dashboard?"),
          err::toString);
    }
  }

  @Test
  void what_is_no_unit_has_no_log() {
    assertEquals(ExitCode.USAGE.status(), run("logs", "vip"));
    assertTrue(err.toString().contains("there is no service `vip`; there are dashboard,"));
  }

  @Test
  void nagios_hears_unknown_when_the_cluster_cannot_be_read() {
    assertEquals(3, run("health", "--format", "nagios"));
    assertEquals("HPCCTL UNKNOWN - my_multihead_cluster.yaml does not exist\n", out.toString());
  }

  @Test
  void json_is_json_also_when_the_cluster_cannot_be_read() throws Exception {
    assertEquals(ExitCode.REFUSED.status(), run("health", "--format", "json"));
    assertEquals(1, new ObjectMapper().readTree(out.toString()).get("problems").size());
  }

  @Test
  void watching_ends_when_nobody_reads_any_more() throws Exception {
    Files.writeString(
        folder.resolve("my_multihead_cluster.yaml"),
        """
        cluster: {name: trial}
        ssh: {jump: "nobody@127.0.0.1:1"}
        controllers: [{hostname: server1, ip: 192.0.2.1, services: {web: true}}]
        web:
          domain: 192.0.2.1
          ssl: {mode: none}
          session_secret: session-ohph8Ohshahw2ahjae5shahT7eey3Aek
          jwt_secret: jwt-ohph8Ohshahw2ahjae5shahT7eey3Aek
        """);
    Writer closed =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    int status =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () -> run(closed, "health", "--all-nodes", "--watch", "--timeout=2s"));
    assertEquals(ExitCode.PARTIAL.status(), status, err::toString);
  }

  private int run(String... args) {
    return run(out, args);
  }

  private int run(Writer out, String... args) {
    return Main.run(
        args,
        new Terminal(
            new BufferedReader(new StringReader("")),
            new PrintWriter(out),
            new PrintWriter(err),
            Set.of(),
            false,
            _ -> Optional.empty(),
            folder));
  }
}
