package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the unit sees when a service does not start.
@Timeout(180)
class ExitCodeTest {
  private static final String SETTINGS = "src/test/resources/settings/";

  public static void main(String[] arguments) {
    new Service<>(
            "auth_service",
            "/api/auth",
            5000,
            _ -> new Service.NoOptions(),
            (_, _) -> Application.of(Routes.none()))
        .main(arguments);
  }

  @Test
  void a_refused_file_is_78_and_the_reason_is_on_standard_error() throws Exception {
    assertEquals(
        List.of(
            "78",
            SETTINGS + "unknown_key.json: port: missing; expected a whole number from 0 to 65535",
            SETTINGS
                + "unknown_key.json: prot: unknown key; known are service, cluster, host, bind,"
                + " port, drain_seconds, alone, alone_beyond_loopback, state, portal,"
                + " identity, database, redis, options"),
        run("--config", SETTINGS + "unknown_key.json"));
  }

  @Test
  void an_address_of_another_host_is_69() throws Exception {
    assertEquals(
        List.of(
            "69",
            "auth_service: cannot listen on 192.0.2.1 port 5000: Cannot assign requested address"),
        run("--config", SETTINGS + "foreign_address.json").stream()
            .filter(line -> !line.startsWith("{"))
            .toList());
  }

  @Test
  void checking_a_good_file_is_0_and_starts_nothing() throws Exception {
    assertEquals(List.of("0"), run("--check", SETTINGS + "complete.json"));
  }

  @Test
  void wrong_arguments_are_64() throws Exception {
    assertEquals(
        List.of("64", "usage: auth_service.jar [--config FILE | --check FILE | --version]"),
        run("--help"));
  }

  /// The exit code, then the lines of standard error.
  private static List<String> run(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ExitCodeTest.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader errors = process.errorReader()) {
      List<String> lines = errors.lines().toList();
      return Stream.concat(Stream.of(Integer.toString(process.waitFor())), lines.stream()).toList();
    }
  }
}
