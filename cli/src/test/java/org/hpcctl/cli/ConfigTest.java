package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From an empty folder to a valid YAML, as its reader would do it.
final class ConfigTest {
  private static final String YAML = "my_multihead_cluster.yaml";

  @TempDir Path folder = Path.of("");

  private Cli.Result init() {
    return new Cli(folder)
        .run(
            "config",
            "init",
            "--head",
            "server1=192.168.1.101",
            "--head",
            "server2=192.168.1.102",
            "--vip",
            "192.168.1.100",
            "-o",
            YAML);
  }

  @Test
  void init_then_secrets_then_validate_succeeds() throws IOException {
    assertEquals(new Cli.Result(0, "", "wrote " + YAML + "\n"), init());
    Golden.assertMatches("config/starter.yaml", Files.readString(folder.resolve(YAML)));
    Cli.Result early = new Cli(folder).run("config", "validate");
    assertEquals(1, early.exit());
    Golden.assertMatches("config/secrets_missing.txt", early.err());
    Cli.Result made = new Cli(folder).run("secrets", "init");
    Golden.assertMatches("config/secrets_made.txt", made.out());
    byte[] secrets = Files.readAllBytes(folder.resolve("my_multihead_cluster.secrets.env"));
    Cli.Result again = new Cli(folder).run("secrets", "init");
    assertEquals("JWT_SECRET is set already\nSESSION_SECRET is set already\n", again.out());
    assertEquals(
        ByteBuffer.wrap(secrets),
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("my_multihead_cluster.secrets.env"))));
    assertEquals(
        new Cli.Result(0, YAML + " is valid: cluster hpc, 2 controllers, 0 compute nodes\n", ""),
        new Cli(folder).run("config", "validate"));
  }

  @Test
  void init_asks_on_a_terminal() throws IOException {
    Cli.Result result =
        new Cli(folder, Map.of(), "alpha\nserver1=10.0.0.1\n\n\nportal.example.com\n\n")
            .run("config", "init", "-o", "alpha.yaml");
    assertEquals(0, result.exit(), result.err());
    assertTrue(Files.readString(folder.resolve("alpha.yaml")).contains("name: alpha"));
    assertTrue(
        Files.readString(folder.resolve("alpha.yaml")).contains("domain: portal.example.com"));
  }

  @Test
  void init_never_overwrites() throws IOException {
    Files.writeString(folder.resolve(YAML), "mine\n");
    assertEquals(1, init().exit());
    assertEquals("mine\n", Files.readString(folder.resolve(YAML)));
  }

  @Test
  void init_without_heads_and_without_a_terminal_is_a_usage_error() {
    assertEquals(64, new Cli(folder).run("config", "init").exit());
  }

  @Test
  void the_environment_goes_before_the_secrets_file() {
    init();
    new Cli(folder).run("secrets", "init");
    Map<String, String> environment = Map.of("SESSION_SECRET", "changeme".repeat(5));
    Cli.Result result = new Cli(folder, environment, "").run("config", "validate");
    assertEquals(1, result.exit());
    assertTrue(result.err().contains("text from an example"), result.err());
  }

  @Test
  void validate_reads_the_files_with_authorities_too() throws IOException {
    init();
    new Cli(folder).run("secrets", "init");
    Path yaml = folder.resolve(YAML);
    Files.writeString(
        yaml,
        Files.readString(yaml)
                .replace(
                    "mode: self_signed",
                    "mode: letsencrypt\n"
                        + "    directory: https://acme.lab/directory\n"
                        + "    ca_file: acme-ca.pem")
            + """
              auth:
                ldap: {server: ldaps://ldap.example.com, ca_file: ldap-ca.pem, user_base: dc=lab}
            """);
    Files.writeString(folder.resolve("ldap-ca.pem"), "none\n");
    Cli.Result result = new Cli(folder).run("config", "validate");
    assertEquals(1, result.exit());
    Golden.assertMatches(
        "config/authorities.txt", result.err().replace(folder.toString(), "FOLDER"));
  }

  @Test
  void show_has_every_default_and_no_secret() throws IOException {
    init();
    String secret = "Ahn3ooxeiC8eech4ohsh7ahroh5quiwu";
    Map<String, String> environment =
        Map.of("SESSION_SECRET", secret, "JWT_SECRET", secret + secret);
    Cli cli = new Cli(folder, environment, "");
    Cli.Result yaml = cli.run("config", "show");
    assertFalse(yaml.out().contains(secret));
    Golden.assertMatches("config/show.yaml", yaml.out());
    JsonNode json =
        new ObjectMapper().readTree(cli.run("config", "show", "--format", "json").out());
    assertEquals(5010, json.at("/web/services/websocket_service/port").asInt());
  }

  @Test
  void problems_of_a_json_command_are_json() throws IOException {
    Cli.Result result =
        new Cli(folder).run("config", "validate", "--format", "json", "-c", "none.yaml");
    assertEquals(1, result.exit());
    assertEquals("", result.err());
    assertEquals(
        "none.yaml does not exist",
        new ObjectMapper().readTree(result.out()).at("/problems/0/what").asText());
  }

  @Test
  void a_file_that_is_none_is_one_clear_problem() throws IOException {
    Files.write(folder.resolve("latin1.yaml"), new byte[] {'a', (byte) 0xff});
    Files.write(folder.resolve("huge.yaml"), new byte[(1 << 20) + 1]);
    Files.createDirectory(folder.resolve("folder.yaml"));
    Map<String, String> expected =
        Map.of(
            "latin1.yaml", "is not text in UTF-8",
            "huge.yaml", "is larger than 1 MB",
            "folder.yaml", "is a directory",
            "missing.yaml", "does not exist");
    expected.forEach(
        (file, what) -> {
          Cli.Result result = new Cli(folder).run("config", "validate", "-c", file);
          assertEquals(1, result.exit());
          assertEquals(
              "%1$s: error: %1$s %2$s".formatted(file, what),
              result.err().lines().findFirst().orElse(""));
        });
  }

  @Test
  void the_variable_of_the_environment_names_the_file() {
    Cli cli = new Cli(folder, Map.of("HPCCTL_CONFIG", "other.yaml"), "");
    assertTrue(cli.run("config", "validate").err().startsWith("other.yaml: error:"));
  }

  @Test
  void the_schema_is_reviewed() {
    Golden.assertMatches("config/schema.json", new Cli(folder).run("config", "schema").out());
  }

  @Test
  void migrate_tells_what_it_changed() throws IOException {
    Files.writeString(folder.resolve("old.yaml"), "cluster_info: {cluster_name: a}   # ours\n");
    assertEquals(
        new Cli.Result(
            0,
            "cluster: {name: a}   # ours\n",
            "line 1: `cluster_info` is now `cluster`, `cluster_name` is now `name`\n"),
        new Cli(folder).run("config", "migrate", "-c", "old.yaml"));
  }
}
