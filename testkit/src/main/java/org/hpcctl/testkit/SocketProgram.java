package org.hpcctl.testkit;

import module java.base;

/// A small program that answers at a Unix socket, as systemd starts it, with users of the test's
/// own: it runs in a mount namespace where files of a folder lie over those of `/etc`. Needs root.
public final class SocketProgram implements AutoCloseable {
  private static final String ENTER =
      """
      root=$1 over=$2 listen=$3
      shift 3
      for file in $over; do mount --bind "$root/$file" "/etc/$file" || exit 1; done
      exec perl -e "$listen" "$root/socket" "$@" 2>"$root/journal"
      """;

  private final Path root;
  private final Process process;

  private SocketProgram(Path root, Process process) {
    this.root = root;
    this.process = process;
  }

  public static boolean possible() {
    return System.getProperty("user.name").equals("root")
        && Program.isInstalled("unshare")
        && Program.isInstalled("perl");
  }

  /// @param root with the files; socket and journal come to lie there too
  /// @param over which of them lie over those of `/etc`
  /// @param listen Perl that listens at the socket that its first argument names, and starts the
  ///   rest as systemd would
  public static SocketProgram start(
      Path root, List<String> over, String listen, List<String> program) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", ENTER, "sh", root.toString()));
    command.add(String.join(" ", over));
    command.add(listen);
    command.addAll(program);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("said").toFile())
            .start();
    SocketProgram running = new SocketProgram(root, process);
    running.awaitSocket();
    return running;
  }

  public Path socket() {
    return root.resolve("socket");
  }

  /// What it wrote to its error stream.
  public String journal() throws IOException {
    return Files.readString(root.resolve("journal"));
  }

  private void awaitSocket() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end || !process.isAlive()) {
          close();
          throw new IOException("it said: " + Files.readString(root.resolve("said")), e);
        }
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
