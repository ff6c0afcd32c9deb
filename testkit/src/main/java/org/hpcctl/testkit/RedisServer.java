package org.hpcctl.testkit;

import module java.base;

/// A Redis of Debian's package on a port of its own on 127.0.0.1, in a folder of the test's,
/// without persistence: what is started again is empty.
public final class RedisServer implements AutoCloseable {
  private final Path folder;
  private final String address = "127.0.0.1";
  private final int port;
  private final String program;
  private Optional<Daemon> running = Optional.empty();

  private RedisServer(Path folder, int port, String program) {
    this.folder = folder;
    this.port = port;
    this.program = program;
  }

  public static boolean isInstalled() {
    return Program.isInstalled("redis-server");
  }

  /// Starts one, or skips the test where there is none; a build machine must have it.
  ///
  /// @param folder of this server alone, gone after the test
  /// @param options lines of its configuration
  public static RedisServer start(Path folder, String... options) throws IOException {
    return begin(folder, "redis-server", List.of("save \"\"", "appendonly no"), options);
  }

  /// One that speaks TLS only.
  public static RedisServer secured(Path folder, Certificates certificates) throws IOException {
    int port = Program.freePort();
    return begin(
        folder,
        "redis-server",
        port,
        List.of(
            "save \"\"",
            "port 0",
            "tls-port " + port,
            "tls-ca-cert-file " + certificates.authority(),
            "tls-cert-file " + certificates.certificate(),
            "tls-key-file " + certificates.key(),
            "tls-auth-clients no"));
  }

  static RedisServer sentinel(Path folder, String... options) throws IOException {
    return begin(folder, "redis-sentinel", List.of(), options);
  }

  private static RedisServer begin(
      Path folder, String program, List<String> usual, String... options) throws IOException {
    int port = Program.freePort();
    List<String> lines = new ArrayList<>(usual);
    lines.add("port " + port);
    lines.addAll(List.of(options));
    return begin(folder, program, port, lines);
  }

  private static RedisServer begin(Path folder, String program, int port, List<String> lines)
      throws IOException {
    Program.assumeInstalled(program, program);
    Files.createDirectories(folder);
    RedisServer server = new RedisServer(folder.toAbsolutePath(), port, program);
    List<String> all = new ArrayList<>(lines);
    all.add("bind " + server.address);
    all.add("dir " + server.folder);
    Files.write(server.configuration(), all);
    server.start();
    return server;
  }

  public int port() {
    return port;
  }

  /// Starts it again at the same place.
  public void start() throws IOException {
    if (running.isPresent()) {
      throw new IllegalStateException("it runs");
    }
    Daemon daemon =
        Daemon.start(folder.resolve("log"), Map.of(), List.of(program, configuration().toString()));
    running = Optional.of(daemon);
    try {
      daemon.awaitListening(address, port);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /// Ends it at once; its data are gone.
  public void kill() {
    running.ifPresent(Daemon::close);
    running = Optional.empty();
  }

  /// Connections stay, nothing answers.
  public void freeze() throws IOException {
    running.orElseThrow().freeze();
  }

  public void thaw() throws IOException {
    running.orElseThrow().thaw();
  }

  /// What it answers to a command.
  ///
  /// @param password empty when it wants none
  public String says(String password, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port)));
    command.addAll(List.of(words));
    return Program.said(
        folder, password.isEmpty() ? Map.of() : Map.of("REDISCLI_AUTH", password), command);
  }

  @Override
  public void close() {
    kill();
  }

  private Path configuration() {
    return folder.resolve("redis.conf");
  }
}
