package org.hpcctl.run;

import module java.base;

import org.hpcctl.host.Remote;
import org.hpcctl.shell.Command;
import org.hpcctl.shell.Output;
import org.hpcctl.shell.Script;

/// A host whose shell is this machine's, below a folder of its own: `/var/lib/hpcctl` is there, and
/// systemd is a script that runs what it is given. Counts what a round trip costs.
final class ShellHost implements Remote {
  private final String name;
  private final Path folder;
  private final AtomicInteger execs = new AtomicInteger();
  private Runnable beforeFirstHold = () -> {};
  private Runnable afterFirstHold = () -> {};

  ShellHost(String name, Path folder) throws IOException {
    this.name = name;
    this.folder = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(this.folder.resolve("etc"));
    Path programs = Files.createDirectories(this.folder.resolve("bin"));
    program(programs.resolve("systemctl"), "[ \"$1\" != show ] || echo 0");
    // The log is where systemd would have sent the output to.
    program(
        programs.resolve("systemd-run"),
        """
        for word in "$@"; do
          case $word in --property=StandardOutput=append:*) log=${word#*append:} ;; esac
        done
        for script in "$@"; do :; done
        sh "$script" >>"$log" 2>&1 </dev/null || :
        """);
  }

  /// What happens around the first script that stays.
  void aroundFirstHold(Runnable before, Runnable after) {
    beforeFirstHold = before;
    afterFirstHold = after;
  }

  /// Puts a program before the machine's own of that name.
  void program(String name, String body) throws IOException {
    program(path("bin").resolve(name), body);
  }

  private static void program(Path path, String body) throws IOException {
    Files.writeString(path, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// A path on the host.
  Path path(String name) {
    return folder.resolve(name);
  }

  @Override
  public String host() {
    return name;
  }

  @Override
  public int execs() {
    return execs.get();
  }

  @Override
  public Output run(Script script, Consumer<String> line) {
    execs.incrementAndGet();
    try {
      Process shell = new ProcessBuilder("sh", "-s").start();
      FutureTask<String> errors =
          new FutureTask<>(() -> new String(shell.getErrorStream().readAllBytes(), UTF));
      Thread.ofVirtual().start(errors);
      try (OutputStream stdin = shell.getOutputStream()) {
        // The launcher has no PATH of its own: a login shell would give it one.
        stdin.write(("PATH=" + folder + "/bin:$PATH\n" + here(script)).getBytes(UTF));
      }
      List<String> lines;
      try (BufferedReader stdout = shell.inputReader()) {
        lines = stdout.lines().peek(line).toList();
      }
      return new Output(shell.waitFor(), String.join("\n", lines) + "\n", errors.get());
    } catch (IOException | InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String here(Script script) {
    return script
        .text()
        .replace("/var/lib/hpcctl", folder + "/state")
        .replace("PATH=/usr/local/sbin", "PATH=" + folder + "/bin:/usr/local/sbin");
  }

  private static final Charset UTF = StandardCharsets.UTF_8;

  @Override
  public Output send(Command command, InputStream bytes, Duration deadline) {
    throw new UnsupportedOperationException("no release in these tests");
  }

  @Override
  public Output follow(Script script, Consumer<String> line, CompletableFuture<?> until) {
    throw new UnsupportedOperationException("nothing goes on in these tests");
  }

  @Override
  public Held hold(Script script, Predicate<String> greets) {
    boolean first = execs.getAndIncrement() == 0;
    if (first) {
      beforeFirstHold.run();
    }
    try {
      Process shell =
          new ProcessBuilder("sh", "-s").redirectError(ProcessBuilder.Redirect.INHERIT).start();
      shell.getOutputStream().write(here(script).getBytes(UTF));
      shell.getOutputStream().flush();
      BufferedReader lines = shell.inputReader();
      String greeting = lines.readLine();
      while (greeting != null && !greets.test(greeting)) {
        greeting = lines.readLine();
      }
      if (first) {
        afterFirstHold.run();
      }
      return new HeldShell(shell, Objects.requireNonNull(greeting));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record HeldShell(Process shell, String greeting) implements Held {
    @Override
    public boolean alive() {
      return shell.isAlive();
    }

    @Override
    public void close() {
      try {
        shell.getOutputStream().close();
        shell.waitFor();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {}
}
