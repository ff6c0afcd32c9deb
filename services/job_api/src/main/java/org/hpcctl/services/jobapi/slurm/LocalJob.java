package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// One script of [LocalJobs], from its submission to its end.
final class LocalJob {
  private final JobId id;
  private final String user;
  private final Submission submission;
  private final Path script;
  private final Path directory;
  private final Path output;
  private final Instant submitted = Instant.now();
  private JobState state = JobState.PENDING;
  private boolean held;
  private Optional<Process> process = Optional.empty();
  private Optional<Instant> started = Optional.empty();
  private Optional<Instant> ended = Optional.empty();
  private Optional<ExitStatus> exit = Optional.empty();

  private LocalJob(JobId id, String user, Submission submission, Path script, Path directory) {
    this.id = id;
    this.user = user;
    this.submission = submission;
    this.script = script;
    this.directory = directory;
    this.held = submission.hold();
    String pattern = submission.options().getOrDefault(JobOption.OUTPUT, "slurm-%j.out");
    this.output =
        directory.resolve(
            pattern.replace("%j", id.text()).replace("%x", name()).replace("%u", user));
  }

  static LocalJob write(JobId id, String user, Submission submission, Path folder)
      throws SchedulerAway {
    try {
      Path script = Files.createDirectories(folder).resolve("job-" + id + ".sh");
      Files.deleteIfExists(script);
      Files.createFile(
          script,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.writeString(script, submission.script());
      return new LocalJob(id, user, submission, script, submission.directory().orElse(folder));
    } catch (IOException e) {
      throw new SchedulerAway("the script cannot be written: " + e.getMessage(), e);
    }
  }

  String user() {
    return user;
  }

  Path output() {
    return output;
  }

  synchronized boolean running() {
    return process.isPresent() && !over();
  }

  synchronized boolean over() {
    return state.stage().over();
  }

  synchronized boolean canStart() {
    return state == JobState.PENDING && !held;
  }

  synchronized void hold(boolean hold) throws SchedulerRefused {
    if (state != JobState.PENDING) {
      throw new SchedulerRefused("the job does not wait any more");
    }
    held = hold;
  }

  /// @param ended called when the job is over
  synchronized void start(Runnable ended) {
    ProcessBuilder builder =
        new ProcessBuilder(script.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output.toFile());
    builder.environment().putAll(submission.environment());
    builder.environment().put("SLURM_JOB_ID", id.text());
    builder.environment().put("SLURM_JOB_NAME", name());
    started = Optional.of(Instant.now());
    try {
      Process child = builder.start();
      process = Optional.of(child);
      state = JobState.RUNNING;
      child
          .onExit()
          .thenAccept(
              done -> {
                end(done.exitValue());
                ended.run();
              });
    } catch (IOException _) {
      // As Slurm tells it when a script's interpreter does not exist.
      end(127);
    }
  }

  synchronized void cancel() {
    if (!over()) {
      state = JobState.CANCELLED;
      ended = Optional.of(Instant.now());
      process.ifPresent(
          child -> {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
          });
    }
  }

  private synchronized void end(int status) {
    if (over()) {
      return;
    }
    // A child that a signal ended: 128 and the signal, as a shell tells it.
    exit = Optional.of(status > 128 ? new ExitStatus(0, status - 128) : new ExitStatus(status, 0));
    state = status == 0 ? JobState.COMPLETED : JobState.FAILED;
    ended = Optional.of(Instant.now());
  }

  synchronized Job shown(String partition, String host) {
    boolean waits = state == JobState.PENDING;
    return new Job(
        id,
        name(),
        user,
        -1,
        state,
        waits ? held ? "JobHeldUser" : "Resources" : "",
        partition,
        "",
        "",
        1,
        1,
        "",
        Map.of("cpu", "1", "node", "1"),
        Optional.empty(),
        Optional.of(submitted),
        started,
        ended,
        started.isPresent() ? host : "",
        exit,
        directory.toString(),
        submission.comment().orElse(""));
  }

  private String name() {
    return submission.options().getOrDefault(JobOption.NAME, "sbatch");
  }
}
