package org.hpcctl.services.metricsapi.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

/// Asks a program that only tells.
@FunctionalInterface
interface Command {
  /// @param words name and arguments, never read by a shell
  /// @throws IOException it cannot be run, fails, or takes more than ten seconds
  String output(List<String> words) throws IOException;

  /// In a clean environment.
  static Command here() {
    return Command::run;
  }

  private static String run(List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TZ", "UTC");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    CompletableFuture<Boolean> late = new CompletableFuture<>();
    late.completeOnTimeout(true, 10, TimeUnit.SECONDS)
        .thenAccept(
            isLate -> {
              if (isLate) {
                process.destroyForcibly();
              }
            });
    try (InputStream in = process.getInputStream()) {
      String output = new String(in.readAllBytes(), UTF_8);
      int status = process.waitFor();
      if (!late.complete(false)) {
        throw new IOException(words.getFirst() + " did not answer within 10 s");
      }
      if (status != 0) {
        String first = output.lines().findFirst().orElse("nothing");
        throw new IOException(words.getFirst() + " ended with " + status + ": " + first);
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(words.getFirst());
    } finally {
      process.destroyForcibly();
    }
  }
}
