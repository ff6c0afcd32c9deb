package org.hpcctl.dist;

import module java.base;

/// The real program, run as an operator runs it, from what the build has packed.
final class Hpcctl {
  static final Path HOME = Path.of("target", "hpcctl").toAbsolutePath();
  static final Path PROGRAM = HOME.resolve("bin/hpcctl");
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Path directory;
  private final Path program;

  /// @param directory where the YAML lies
  Hpcctl(Path directory) {
    this(directory, PROGRAM);
  }

  /// @param program another one than the build's
  Hpcctl(Path directory, Path program) {
    this.directory = directory;
    this.program = program;
  }

  /// What a run printed, and how it ended.
  record Result(int status, String out, String err) {
    private static final int MOST = 2_000;

    /// What it said in the end, for a failing test: the problems first.
    @Override
    public String toString() {
      return "status %d\n%s\n%s".formatted(status, end(err), end(out));
    }

    private static String end(String said) {
      return said.length() <= MOST ? said : "... " + said.substring(said.length() - MOST);
    }
  }

  Result run(String... arguments) throws Exception {
    return wait(start(arguments));
  }

  /// A run that finds something on standard input.
  Result fed(String input, String... arguments) throws Exception {
    Running running = start(arguments);
    try (Writer in = running.process().outputWriter()) {
      in.write(input);
    }
    return wait(running);
  }

  /// What somebody sees who reads one line of it and goes; it must end then by itself.
  String firstLine(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("timeout", "180", "sh", "-c", "\"$@\" | head -n 1", "sh"));
    command.add(program.toString());
    command.addAll(List.of(arguments));
    Process piped = new ProcessBuilder(command).directory(directory.toFile()).start();
    String seen = new String(piped.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = piped.waitFor();
    if (status != 0) {
      throw new AssertionError("status " + status + " after: " + seen);
    }
    return seen;
  }

  /// A run that goes on while the test does something to it.
  Running start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("hpcctl", ".out");
    Path err = Files.createTempFile("hpcctl", ".err");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Running(process, out, err);
  }

  Result wait(Running running) throws Exception {
    try {
      if (!running.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        running.process().destroyForcibly();
        throw new AssertionError(
            "hpcctl did not end: " + Result.end(Files.readString(running.err())));
      }
      return new Result(
          running.process().exitValue(),
          Files.readString(running.out()),
          Files.readString(running.err()));
    } finally {
      Files.deleteIfExists(running.out());
      Files.deleteIfExists(running.err());
    }
  }

  /// @param out what it has printed so far
  record Running(Process process, Path out, Path err) {
    /// Lets something else happen while it stands still.
    <T> T still(Callable<T> meanwhile) throws Exception {
      signal("-STOP");
      try {
        return meanwhile.call();
      } finally {
        signal("-CONT");
      }
    }

    private void signal(String name) throws Exception {
      String pid = Long.toString(process.pid());
      if (new ProcessBuilder("kill", name, pid).inheritIO().start().waitFor() != 0) {
        throw new AssertionError("it has ended, and said: " + Result.end(Files.readString(err)));
      }
    }

    /// Waits until it has told something on standard error.
    void awaitSaid(String text) throws Exception {
      Instant deadline = Instant.now().plus(PATIENCE);
      while (!Files.readString(err).contains(text)) {
        if (!process.isAlive() || Instant.now().isAfter(deadline)) {
          throw new AssertionError(
              "it never said `%s` but: %s".formatted(text, Result.end(Files.readString(err))));
        }
        Thread.onSpinWait();
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }
}
