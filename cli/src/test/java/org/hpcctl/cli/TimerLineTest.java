package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.StateFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The command line that timers run is read by itself; it must mean what it means to all others.
final class TimerLineTest {
  private static final String DIRECTORY = "https://acme.example/directory";
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @TempDir Path folder;

  @Test
  void a_run_with_nothing_due_says_the_same_however_it_is_called() throws IOException {
    served();
    Cli.Result usual = run("cert", "renew", "--format", "text", "--config", "trial.yaml");
    assertEquals(0, usual.exit(), usual::err);
    assertTrue(usual.out().startsWith("Nothing is due"), usual::out);
    assertEquals(usual, run("cert", "renew", "--config", "trial.yaml"));
    assertEquals(usual, run("cert", "renew", "-c", "trial.yaml"));
    assertEquals(usual, run("cert", "renew", "--config=trial.yaml"));
    assertEquals(
        usual, new Cli(folder, Map.of("HPCCTL_CONFIG", "trial.yaml"), "").run("cert", "renew"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cert renew --config none.yaml", "cert renew -c none.yaml"})
  void what_is_wrong_is_told_the_same(String line) {
    Cli.Result usual = run("cert", "renew", "--format", "text", "--config", "none.yaml");
    assertEquals(1, usual.exit());
    assertEquals(usual, run(line.split(" ")));
  }

  @Test
  void an_option_in_the_place_of_the_file_is_wrong_usage() {
    assertEquals(64, run("cert", "renew", "--config", "--install-timer").exit());
    assertEquals(0, run("cert", "renew", "--help").exit());
  }

  private Cli.Result run(String... words) {
    return new Cli(folder).run(words);
  }

  private void served() throws IOException {
    Files.writeString(
        folder.resolve("trial.yaml"),
        """
        cluster: {name: trial, domain: trial.example, timezone: Etc/UTC, admin_email: a@trial.example}
        controllers:
          - {hostname: head1, ip: 203.0.113.1, services: {web: true}}
        web:
          domain: portal.trial.example
          session_secret: Kp2mQ9vT4wZ8rB1nL6cF3hJ5dG0sYaXe
          jwt_secret: rB1nL6cF3hJ5dG0sYaXeKp2mQ9vT4wZ8
          ssl: {mode: letsencrypt, directory: '%s'}
        """
            .formatted(DIRECTORY));
    StateFolder state = StateFolder.of(folder, "trial");
    Lineage.Held held =
        new Lineage.Held(
            DIRECTORY,
            new TreeSet<>(Set.of("portal.trial.example")),
            "ec256",
            "CN=trial",
            "1",
            NOW,
            NOW.plus(Duration.ofDays(90)),
            Optional.empty(),
            Optional.empty());
    state.save(Lineage.NONE.issued(held, NOW).served(List.of("head1"), NOW, Optional.empty()));
    // Only that it is there matters.
    Files.createFile(state.path().resolve("portal.pem"));
  }
}
