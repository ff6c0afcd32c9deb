package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// A job to be.
///
/// @param script all of it; `#SBATCH` lines in it are the user's own words to Slurm
/// @param options win over the script's own
/// @param environment of the job, by names `PARAM_...` and `FILE_...`
/// @param hold whether it waits until it is released
/// @param directory where it runs; empty is the user's home
/// @param comment by which the job is found again; empty says none
public record Submission(
    String script,
    Map<JobOption, String> options,
    Map<String, String> environment,
    boolean hold,
    Optional<Path> directory,
    Optional<String> comment) {
  /// Slurm's own limit (max_script_size) is 4 MiB.
  public static final int LONGEST_SCRIPT = 4 * 1024 * 1024;

  private static final Pattern VARIABLE = Pattern.compile("(?:PARAM|FILE)_[A-Z0-9_]{1,64}");
  private static final Pattern COMMENT = Pattern.compile("[A-Za-z0-9:._-]{1,128}");

  public Submission {
    options = new TreeMap<>(options);
    environment = Map.copyOf(environment);
    options.forEach((option, value) -> check(option.accepts(value), option.key()));
    environment.forEach(
        (name, value) -> check(VARIABLE.matcher(name).matches() && !value.contains("\0"), name));
    comment.ifPresent(text -> check(COMMENT.matcher(text).matches(), "comment"));
    check(fault(script).isEmpty(), "script");
  }

  /// What is wrong with a script, if anything: Slurm would say the same, but later.
  public static Optional<String> fault(String script) {
    if (script.isBlank()) {
      return Optional.of("is empty");
    }
    if (!script.startsWith("#!")) {
      return Optional.of("must begin with #! and the path of an interpreter, e.g. #!/bin/bash");
    }
    if (script.indexOf('\0') >= 0) {
      return Optional.of("contains a NUL character");
    }
    if (script.contains("\r\n")) {
      return Optional.of("has line ends of DOS; write it with line ends of Unix");
    }
    return script.getBytes(StandardCharsets.UTF_8).length > LONGEST_SCRIPT
        ? Optional.of("is longer than 4 MiB")
        : Optional.empty();
  }

  List<String> words() {
    List<String> words = new ArrayList<>();
    environment.forEach((name, value) -> words.add(name + "=" + value));
    options.forEach((option, value) -> words.add(option.word(value)));
    comment.ifPresent(text -> words.add("--comment=" + text));
    if (hold) {
      words.add("--hold");
    }
    return words;
  }

  private static void check(boolean fine, String what) {
    if (!fine) {
      throw new IllegalArgumentException("not fit for a job: " + what);
    }
  }
}
