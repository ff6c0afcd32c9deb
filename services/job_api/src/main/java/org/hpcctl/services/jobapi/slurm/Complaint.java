package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// What a command of Slurm means when it fails. They all exit with 1, so only its words tell a
/// controller that is away from a request that is wrong. The words are those of slurm_strerror(3),
/// recorded from 22.05 and 24.11, asked for in the locale C.
enum Complaint {
  /// Try again later: nobody answered, or nobody could prove who they are.
  AWAY(
      "Unable to contact slurm controller",
      "Socket timed out",
      "Protocol authentication error",
      "Slurm backup controller in standby mode",
      "Zero Bytes were transmitted",
      "Slurm temporarily unable to accept job",
      "Unexpected message received",
      "Problem talking to the database",
      "Resource temporarily unavailable",
      "Connection refused"),
  NO_ACCOUNTING("Slurm accounting storage is disabled"),
  NO_SUCH_JOB("Invalid job id specified"),
  /// Slurm's own answer to the user.
  REFUSED;

  private final List<String> words;

  Complaint(String... words) {
    this.words = List.of(words);
  }

  static Complaint read(String errors) {
    return Arrays.stream(values())
        .filter(one -> one.words.stream().anyMatch(errors::contains))
        .findFirst()
        .orElse(REFUSED);
  }

  /// The words for the user: without the names of programs and functions.
  static String plain(String errors) {
    return errors
        .lines()
        .map(line -> line.replaceFirst("^(?:[a-z_]+: )*(?:error: )?", "").strip())
        .filter(line -> !line.isEmpty())
        .distinct()
        .limit(5)
        .collect(Collectors.joining(" "));
  }
}
