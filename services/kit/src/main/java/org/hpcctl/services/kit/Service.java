package org.hpcctl.services.kit;

import module java.base;

/// One of the eight: its name (folder, unit and jar), the part of the portal's address that is its
/// own, and the routes it answers with given settings.
///
/// @param name as in the YAML, e.g. `auth_service`
/// @param prefix below it the portal shows this service's health, e.g. `/api/auth`
/// @param routes what it answers besides health and metrics
public record Service(String name, String prefix, Function<Settings, Routes> routes) {
  // Exit codes of sysexits(3): the unit restarts after 69 and leaves 64 and 78 to a person.
  private static final int USAGE = 64;
  private static final int UNAVAILABLE = 69;
  private static final int CONFIGURATION = 78;

  /// The whole life of the process: reads the settings, serves until SIGTERM, then exits 0.
  public void main(String[] arguments) {
    List<String> words = List.of(arguments);
    boolean pair = words.size() == 2;
    if (words.isEmpty()) {
      serve(settings(Path.of("/opt/web_services/config", name + ".json")));
    } else if (pair && words.getFirst().equals("--config")) {
      serve(settings(Path.of(words.getLast())));
    } else if (pair && words.getFirst().equals("--check")) {
      settings(Path.of(words.getLast()));
    } else if (words.equals(List.of("--version"))) {
      System.out.println(name + " " + Version.CURRENT);
    } else {
      exit(USAGE, "usage: " + name + ".jar [--config FILE | --check FILE | --version]");
    }
  }

  /// Starts serving and returns; [RunningService#close] ends it.
  public RunningService start(Settings settings) throws IOException {
    return RunningService.start(this, settings);
  }

  private Settings settings(Path file) {
    try {
      return Settings.read(file, name);
    } catch (SettingsRefused e) {
      exit(CONFIGURATION, String.join(System.lineSeparator(), e.problems()));
      throw new AssertionError(e);
    }
  }

  private void serve(Settings settings) {
    try {
      RunningService running = start(settings);
      // A handled SIGTERM is a success; left alone the JVM would answer it with 143.
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    running.close();
                    Runtime.getRuntime().halt(0);
                  },
                  "stop"));
      SystemdNotice.send("READY=1");
    } catch (IOException e) {
      exit(UNAVAILABLE, name + ": " + e.getMessage());
    }
  }

  private static void exit(int code, String words) {
    System.err.println(words);
    System.exit(code);
  }
}
