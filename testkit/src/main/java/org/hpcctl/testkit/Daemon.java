package org.hpcctl.testkit;

import module java.base;

/// A program that runs beside a test and never longer: not when the test forgets it, and not when
/// Java is killed. A shell between the two ends it when its own input ends, which it does with
/// Java; and the program dies with the shell.
final class Daemon implements AutoCloseable {
  private static final String WATCHED =
      """
      exec 3<&0
      setpriv --pdeathsig KILL "$@" </dev/null 3<&- &
      program=$!
      { read -r _ <&3; kill -KILL $program 2>/dev/null; } &
      watch=$!
      wait $program
      kill -KILL $watch 2>/dev/null
      """;

  private final Process shell;
  private final Path log;

  private Daemon(Process shell, Path log) {
    this.shell = shell;
    this.log = log;
  }

  static Daemon start(Path log, Map<String, String> environment, List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", WATCHED, "sh"));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new Daemon(builder.start(), log);
  }

  /// Returns once somebody answers there.
  void awaitListening(String address, int port) throws IOException {
    Instant end = Instant.now().plusSeconds(90);
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), 1000);
        return;
      } catch (IOException e) {
        if (Instant.now().isAfter(end) || !shell.isAlive()) {
          throw new IOException("nobody listens; it said: " + Files.readString(log), e);
        }
        // It has no way to tell that it is ready.
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    }
  }

  /// Asks it to end (SIGTERM) and returns when it has.
  void terminate() {
    program().destroy();
    awaitEnd();
  }

  /// Stops it in its tracks, as a host does that swaps: connections stay, nothing answers.
  void freeze() throws IOException {
    signal("STOP");
  }

  void thaw() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(program().pid())).start().waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  // The other child of the shell is the one that watches.
  private ProcessHandle program() {
    return shell
        .children()
        .filter(child -> !child.info().command().equals(shell.info().command()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("it has ended"));
  }

  private void awaitEnd() {
    try {
      if (!shell.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("it does not end");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends it at once (SIGKILL).
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitEnd();
  }
}
