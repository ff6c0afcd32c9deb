package org.hpcctl.apply;

import module java.base;

/// One line of progress of a [Program].
public sealed interface Progress {
  /// A change began or is done.
  record Step(int change, boolean done) implements Progress {}

  /// Changes that belong together failed; `said` is what the command said last.
  record Failed(List<Integer> changes, String said) implements Progress {
    public Failed {
      changes = List.copyOf(changes);
    }
  }

  /// The host changed after the plan was made: nothing was done.
  record Refused(String said) implements Progress {}

  /// Traffic could not be moved away, or the host did not become ready.
  record GateFailed(String gate, String said) implements Progress {}

  /// A gate (`drain`, `ready`) or the putting back (`rollback`) began or is done.
  record Gate(String gate, boolean done) implements Progress {}

  /// The script came to its end.
  record Ended(boolean succeeded) implements Progress {}

  /// Reads a line; empty for one that is not progress of this program.
  static Optional<Progress> read(Program program, String line) {
    if (!line.startsWith(program.nonce() + "\t")) {
      return Optional.empty();
    }
    String[] field = line.split("\t", -1);
    return Optional.of(
        switch (field[1]) {
          case "step" -> new Step(Integer.parseInt(field[2]), field[3].equals("done"));
          case "together" ->
              new Failed(
                  Arrays.stream(field[2].split(" ")).map(Integer::valueOf).toList(),
                  decoded(field[3]));
          case "drain", "ready", "rollback" ->
              field[2].equals("failed")
                  ? new GateFailed(field[1], decoded(field[3]))
                  : new Gate(field[1], field[2].equals("done"));
          case "refused", "fatal" -> new Refused(decoded(field[2]));
          case "end" -> new Ended(field[2].equals("0"));
          default -> throw new IllegalStateException("an unknown word in progress: " + field[1]);
        });
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).strip();
  }
}
