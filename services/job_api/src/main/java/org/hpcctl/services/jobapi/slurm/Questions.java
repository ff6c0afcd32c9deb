package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// Runs the commands that only ask.
@FunctionalInterface
interface Questions {
  /// @param status the exit status
  record Answer(int status, String output, String errors) {}

  /// @param words the command's name and arguments, never read by a shell
  /// @throws SchedulerAway when it cannot be run, or takes too long
  Answer ask(List<String> words) throws SchedulerAway;

  /// Here, in a clean environment whose times are UTC.
  static Questions here() {
    return new ChildProcess(List.of());
  }

  /// @param before what the command is given to, e.g. to run it in another place
  record ChildProcess(List<String> before) implements Questions {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 64 << 20;
    private static final Map<String, String> ENVIRONMENT =
        Map.of(
            "PATH", "/usr/local/bin:/usr/bin:/bin",
            "LC_ALL", "C.UTF-8",
            "TZ", "UTC0",
            "SLURM_TIME_FORMAT", "standard");

    @Override
    public Answer ask(List<String> words) throws SchedulerAway {
      // env and not our own environment: whatever comes before may clean it again.
      List<String> command = new ArrayList<>(before);
      command.addAll(List.of("/usr/bin/env", "-i"));
      ENVIRONMENT.forEach((name, value) -> command.add(name + "=" + value));
      command.addAll(words);
      String name = words.getFirst();
      try {
        Process process = new ProcessBuilder(command).start();
        // The answers are read while a timer stands by: a command that hangs is ended.
        CompletableFuture<Boolean> late = new CompletableFuture<>();
        late.completeOnTimeout(true, LONGEST.toMillis(), TimeUnit.MILLISECONDS)
            .thenAccept(isLate -> end(process, isLate));
        try (var ignored = process.getOutputStream()) {
          FutureTask<String> errors = new FutureTask<>(() -> text(process.getErrorStream()));
          Thread.ofVirtual().start(errors);
          String output = text(process.getInputStream());
          int status = process.waitFor();
          if (!late.complete(false)) {
            throw new SchedulerAway(name + " did not answer within " + LONGEST.toSeconds() + " s");
          }
          return new Answer(status, output, errors.get());
        } finally {
          process.destroyForcibly();
        }
      } catch (IOException | ExecutionException e) {
        throw new SchedulerAway(name + " cannot be run: " + e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SchedulerAway("interrupted while asking " + name, e);
      }
    }

    private static void end(Process process, boolean isLate) {
      if (isLate) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }

    private static String text(InputStream stream) throws IOException {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("the answer is longer than 64 MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
