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
    String option = arguments.length == 0 ? "--config" : arguments[0];
    Path file =
        arguments.length == 2
            ? Path.of(arguments[1])
            : Path.of("/opt/web_services/config", name + ".json");
    if (arguments.length < 2 && option.equals("--version")) {
      System.out.println(name + " " + Version.CURRENT);
    } else if (arguments.length == 2 && option.equals("--check")) {
      settings(file);
    } else if (arguments.length != 1 && arguments.length <= 2 && option.equals("--config")) {
      serve(settings(file));
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
