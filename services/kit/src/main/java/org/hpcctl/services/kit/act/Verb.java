package org.hpcctl.services.kit.act;

/// What can be done as a user: the closed list, with the arguments each takes. `root` is an
/// absolute directory, `path` is taken below it and never leaves it; the root `/` fences nothing.
public enum Verb {
  /// `[NAME=value ...] [--option=value ...]`, the script as input; answers `JOBID` or
  /// `JOBID;CLUSTER`. Names are `PARAM_...` or `FILE_...` and become the job's environment.
  SBATCH("sbatch", true),
  /// `job ...`
  SCANCEL("scancel", false),
  /// `job ...`
  HOLD("scontrol-hold", false),
  /// `job ...`
  RELEASE("scontrol-release", false),
  /// `root path`: facts only.
  STAT("stat", false),
  /// `root path offset length wait`: facts, then bytes. An offset below zero counts from the end;
  /// where there is nothing yet, waits up to so many seconds (30 at most) for it.
  READ("read", false),
  /// `root path offset new|replace|keep`: writes the input there, durably.
  WRITE("write", true),
  /// `root path`
  MKDIR("mkdir", false),
  /// `root from to new|replace`: gives it its final name in one step, durably.
  PUBLISH("publish", false),
  /// `root path`: a file, a link itself, or an empty directory.
  DELETE("delete", false),
  /// `root path`: see [FileFacts#entries].
  LIST("list", false),
  /// `root path`: `block-size blocks free available` of its file system.
  SPACE("space", false);

  private final String word;
  private final boolean input;

  Verb(String word, boolean input) {
    this.word = word;
    this.input = input;
  }

  String word() {
    return word;
  }

  /// Whether it reads input, whose end must be told with [Acting#endInput].
  boolean input() {
    return input;
  }
}
