package org.hpcctl.testkit;

import module java.base;

/// A MariaDB of Debian's package on a port of its own on 127.0.0.1, in a folder of the test's, run
/// by whoever runs the test. It has the database [#NAME] and the user [#USER] who may do all there.
public final class MariaDbServer implements AutoCloseable {
  public static final String NAME = "hpcctl";
  public static final String USER = "hpcctl";
  public static final String PASSWORD = "a password for tests";

  private final Path folder;
  private final int port;
  private final List<String> options;
  private Optional<Daemon> running = Optional.empty();

  private MariaDbServer(Path folder, int port, List<String> options) {
    this.folder = folder;
    this.port = port;
    this.options = options;
  }

  public static boolean isInstalled() {
    return Program.isInstalled("mariadbd") && Program.isInstalled("my_print_defaults");
  }

  /// Starts one, or skips the test where there is none; a build machine must have it.
  ///
  /// @param folder an empty one, gone after the test
  /// @param options of mariadbd
  public static MariaDbServer start(Path folder, String... options) throws IOException {
    return start(folder, List.of(NAME), List.of(options));
  }

  /// One with databases of other names.
  public static MariaDbServer start(Path folder, List<String> databases, List<String> options)
      throws IOException {
    Program.assumeInstalled("mariadbd", "mariadb-server-core");
    Program.assumeInstalled("my_print_defaults", "mariadb-client-core");
    MariaDbServer server = new MariaDbServer(folder.toAbsolutePath(), Program.freePort(), options);
    Program.run(
        folder,
        List.of(
            "mariadb-install-db",
            "--no-defaults",
            "--user=" + System.getProperty("user.name"),
            "--datadir=" + server.data(),
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--innodb-log-file-size=8M"));
    Files.writeString(
        folder.resolve("begin.sql"),
        databases.stream()
                .map(name -> "CREATE DATABASE IF NOT EXISTS " + name + ";\n")
                .collect(Collectors.joining())
            + """
            CREATE USER IF NOT EXISTS '%s'@'%%' IDENTIFIED BY '%s';
            GRANT ALL ON *.* TO '%s'@'%%';
            """
                .formatted(USER, PASSWORD, USER));
    server.start();
    return server;
  }

  public int port() {
    return port;
  }

  /// Starts it again at the same place with the same data.
  public void start() throws IOException {
    if (running.isPresent()) {
      throw new IllegalStateException("it runs");
    }
    List<String> words =
        new ArrayList<>(
            List.of(
                "/usr/sbin/mariadbd",
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data(),
                "--tmpdir=" + folder,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--init-file=" + folder.resolve("begin.sql"),
                "--skip-log-bin",
                "--performance-schema=OFF",
                "--innodb-buffer-pool-size=16M",
                "--innodb-log-file-size=8M",
                "--innodb-flush-log-at-trx-commit=2"));
    words.addAll(options);
    Daemon daemon = Daemon.start(folder.resolve("log"), Map.of(), words);
    running = Optional.of(daemon);
    try {
      daemon.awaitListening("127.0.0.1", port);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /// As systemd stops it.
  public void stop() {
    running.ifPresent(Daemon::terminate);
    running = Optional.empty();
  }

  /// As a power cut.
  public void kill() {
    running.ifPresent(Daemon::close);
    running = Optional.empty();
  }

  @Override
  public void close() {
    kill();
  }

  private Path data() {
    return folder.resolve("data");
  }
}
