package org.hpcctl.certificate;

import module java.base;

/// A program of the operator that is told how it went. It gets words in its environment and nothing
/// secret; what it says is captured; one that does not end is ended with all it started.
///
/// @param program an absolute path, run without a shell
public record Hook(Path program, Duration timeout) {
  private static final int SAID = 4000;

  /// Runs it.
  ///
  /// @param words added to the environment, such as `HPCCTL_NAMES`
  /// @return what went wrong with it, if anything did
  public Optional<String> run(Map<String, String> words) {
    Process process;
    Path said;
    try {
      said = Files.createTempFile("hpcctl-hook-", ".log");
      // A session of its own, so that whatever it starts can be ended with it (setsid(1)).
      ProcessBuilder builder =
          new ProcessBuilder("setsid", "--wait", program.toString())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(said.toFile());
      // What else stands there may be secret.
      builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "USER", "LANG", "TZ"));
      builder.environment().putAll(words);
      process = builder.start();
    } catch (IOException e) {
      return Optional.of("%s cannot be run: %s".formatted(program, e.getMessage()));
    }
    try {
      if (process.waitFor(timeout)) {
        return process.exitValue() == 0
            ? Optional.empty()
            : Optional.of(
                "%s ended with status %d%s".formatted(program, process.exitValue(), words(said)));
      }
      end(process);
      return Optional.of(
          "%s did not end within %d s and was ended%s"
              .formatted(program, timeout.toSeconds(), words(said)));
    } catch (InterruptedException _) {
      end(process);
      Thread.currentThread().interrupt();
      return Optional.of(program + " was interrupted");
    } finally {
      said.toFile().delete();
    }
  }

  private static void end(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String words(Path said) {
    try {
      String text = Files.readString(said, StandardCharsets.ISO_8859_1).strip();
      return text.isEmpty() ? "" : ": " + text.substring(Math.max(0, text.length() - SAID));
    } catch (IOException _) {
      return "";
    }
  }
}
