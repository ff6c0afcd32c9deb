package org.hpcctl.certificate;

import module java.base;

/// A program of the operator that is told how it went. It gets words in its environment and nothing
/// secret. Of what it says the end is kept. One that does not end is ended, and with it all of its
/// session and all its descendants; what made itself a session and was let go by its parent is not
/// found (systemd ends that too, where the timer runs the renewal).
///
/// @param program an absolute path, run without a shell
public record Hook(Path program, Duration timeout) {
  /// How many bytes of what it says are kept: the last ones.
  static final int SAID = 4000;

  private static final Duration LOOK = Duration.ofMillis(50);

  /// Runs it.
  ///
  /// @param words added to the environment, such as `HPCCTL_NAMES`
  /// @return what went wrong with it, if anything did
  public Optional<String> run(Map<String, String> words) {
    Process process;
    try {
      // A session of its own, so that whatever it starts can be ended with it (setsid(1)).
      ProcessBuilder builder =
          new ProcessBuilder("setsid", "--wait", program.toString())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      // What else stands there may be secret.
      builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "USER", "LANG", "TZ"));
      builder.environment().putAll(words);
      process = builder.start();
    } catch (IOException e) {
      return Optional.of("%s cannot be run: %s".formatted(program, e.getMessage()));
    }
    StringBuilder said = new StringBuilder();
    try (InputStream output = process.getInputStream()) {
      Instant end = Instant.now().plus(timeout);
      boolean ended = false;
      while (!ended && Instant.now().isBefore(end)) {
        ended = process.waitFor(LOOK);
        listen(output, said);
      }
      if (!ended) {
        end(process);
        return Optional.of(
            "%s did not end within %d s and was ended%s"
                .formatted(program, timeout.toSeconds(), words(said)));
      }
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(
              "%s ended with status %d%s".formatted(program, process.exitValue(), words(said)));
    } catch (InterruptedException _) {
      end(process);
      Thread.currentThread().interrupt();
      return Optional.of(program + " was interrupted");
    } catch (IOException e) {
      end(process);
      return Optional.of("%s cannot be heard: %s".formatted(program, e.getMessage()));
    }
  }

  // Never waits: a process that the hook left behind may hold its output open for ever.
  private static void listen(InputStream output, StringBuilder said) throws IOException {
    for (int there = output.available(); there > 0; there = output.available()) {
      byte[] bytes = output.readNBytes(Math.min(there, SAID));
      said.append(new String(bytes, StandardCharsets.ISO_8859_1));
      said.delete(0, Math.max(0, said.length() - SAID));
    }
  }

  private static void end(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    ProcessHandle.allProcesses()
        .filter(other -> inSession(other.pid(), process.pid()))
        .forEach(all::add);
    all.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  // The sixth field of proc_pid_stat(5); the second is a name in brackets, which may hold blanks.
  private static boolean inSession(long process, long session) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(process), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 2)
          .split(" ", 5)[3]
          .equals(String.valueOf(session));
    } catch (IOException | IndexOutOfBoundsException _) {
      return false;
    }
  }

  private static String words(StringBuilder said) {
    String text = said.toString().strip();
    return text.isEmpty() ? "" : ": " + text;
  }
}
