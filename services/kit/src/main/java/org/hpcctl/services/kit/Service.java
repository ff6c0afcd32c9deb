package org.hpcctl.services.kit;

import module java.base;

import org.hpcctl.services.kit.database.DatabaseUnavailable;
import sun.misc.Signal;

/// One of the eight: its name (folder, unit and jar), the part of the portal's address that is its
/// own, and how it starts.
///
/// @param name as in the YAML, e.g. `auth_service`
/// @param prefix below it the portal shows this service's health, e.g. `/api/auth`
/// @param port where it listens when nothing says otherwise
/// @param options reads what `options` of the configuration file holds; each has a default
/// @param start makes the application; what it cannot do without it waits for in its calls, so that
///   a database that is away delays no start
public record Service<O>(
    String name, String prefix, int port, Function<Fields, O> options, Start<O> start) {
  // Exit codes of sysexits(3): the unit restarts after 69 and leaves 64 and 78 to a person.
  private static final int USAGE = 64;
  private static final int UNAVAILABLE = 69;
  private static final int CONFIGURATION = 78;

  /// Makes the application of one process.
  @FunctionalInterface
  public interface Start<O> {
    Application on(Ground ground, O options) throws IOException;
  }

  /// Nothing to set.
  public record NoOptions() {}

  /// A front end: pages and nothing else.
  ///
  /// @param base the path the pages were built for, beginning and ending with a slash
  public static Service<NoOptions> ofPages(String name, String prefix, int port, String base) {
    return new Service<>(
        name,
        prefix,
        port,
        _ -> new NoOptions(),
        (ground, _) -> Application.of(Routes.of(Pages.load(base, ground.settings()))));
  }

  /// The whole life of the process: reads the settings, serves until SIGTERM, then exits 0.
  public void main(String[] arguments) {
    List<String> words = List.of(arguments);
    boolean pair = words.size() == 2;
    if (words.isEmpty()) {
      serve(Optional.of(usual()).filter(Files::exists));
    } else if (pair && words.getFirst().equals("--config")) {
      serve(Optional.of(Path.of(words.getLast())));
    } else if (pair && words.getFirst().equals("--check")) {
      configured(Path.of(words.getLast()));
    } else if (words.equals(List.of("--version"))) {
      System.out.println(name + " " + Version.CURRENT);
    } else {
      exit(USAGE, "usage: " + name + ".jar [--config FILE | --check FILE | --version]");
    }
  }

  /// Starts serving and returns; [RunningService#close] ends it.
  public RunningService start(Settings settings, O options) throws IOException {
    return RunningService.start(this, settings, options);
  }

  /// Does one thing with what the service would have under it, serves nothing, and ends with the
  /// exit code that `work` returns.
  ///
  /// @param file the configuration; empty for the usual one, or none when there is none
  public void once(Optional<Path> file, Once<O> work) {
    SettingsFile.Configured<O> configured =
        file.or(() -> Optional.of(usual()).filter(Files::exists))
            .map(this::configured)
            .orElseGet(this::alone);
    Logs.quiet();
    int code;
    try (Ground ground =
        new Ground(configured.settings(), new Metrics(configured.settings()).registry())) {
      code = work.on(ground, configured.options());
    } catch (DatabaseUnavailable | IOException e) {
      System.err.println(name + ": " + e.getMessage());
      code = UNAVAILABLE;
    }
    System.exit(code);
  }

  /// One piece of work of [#once].
  @FunctionalInterface
  public interface Once<O> {
    int on(Ground ground, O options) throws IOException;
  }

  private Path usual() {
    return Path.of("/opt/web_services/config", name + ".json");
  }

  private SettingsFile.Configured<O> configured(Path file) {
    try {
      return SettingsFile.read(file, name, options);
    } catch (SettingsRefused e) {
      exit(CONFIGURATION, String.join(System.lineSeparator(), e.problems()));
      throw new AssertionError(e);
    }
  }

  private SettingsFile.Configured<O> alone() {
    Settings settings = Settings.alone(name, port, System.getenv());
    return new SettingsFile.Configured<>(settings, options.apply(Fields.of(Json.object())));
  }

  private void serve(Optional<Path> file) {
    SettingsFile.Configured<O> configured = file.map(this::configured).orElseGet(this::alone);
    CompletableFuture<RunningService> begun = new CompletableFuture<>();
    // Before the start, or a hangup that comes early would end the process.
    file.ifPresent(
        path ->
            onHangup(() -> begun.thenAccept(running -> running.reload(this, () -> newest(path)))));
    try {
      RunningService running = start(configured.settings(), configured.options());
      begun.complete(running);
      Rest.begin();
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

  private static void onHangup(Runnable work) {
    Signal.handle(new Signal("HUP"), _ -> work.run());
  }

  /// systemd hands a service its file as it was when it started; what the unit's ExecReload has
  /// copied since lies in the unit's own directory.
  private static Path newest(Path file) {
    return Optional.ofNullable(System.getenv("RUNTIME_DIRECTORY"))
        .map(directory -> Path.of(directory).resolve(file.getFileName()))
        .filter(Files::exists)
        .orElse(file);
  }

  private static void exit(int code, String words) {
    System.err.println(words);
    System.exit(code);
  }
}
