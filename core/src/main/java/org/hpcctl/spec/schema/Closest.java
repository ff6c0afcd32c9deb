package org.hpcctl.spec.schema;

import module java.base;

import org.hpcctl.problem.Problem;

/// Finds what somebody may have meant.
public final class Closest {
  private Closest() {}

  /// The candidate with the fewest edits from `word`, when they are few for its length.
  public static Optional<String> to(String word, Collection<String> candidates) {
    int allowed = word.length() < 4 ? 0 : Math.min(3, 1 + word.length() / 6);
    return candidates.stream()
        .filter(candidate -> distance(word, candidate) <= allowed)
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(c -> c));
  }

  /// That a word is none of those that may stand there.
  ///
  /// @param expected what may, in words
  static Problem problem(
      String path, String expected, String found, Collection<String> candidates) {
    return Problem.error(
        "%s must be %s, not `%s`".formatted(path, expected, found),
        "",
        to(found, candidates).map("did you mean `%s`?"::formatted).orElse(""));
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least =
            Math.min(
                edits[i - 1][j - 1] + same, Math.min(edits[i - 1][j] + 1, edits[i][j - 1] + 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, edits[i - 2][j - 2] + 1);
        }
        edits[i][j] = least;
      }
    }
    return edits[a.length()][b.length()];
  }
}
