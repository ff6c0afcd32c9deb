package org.hpcctl.shell;

import module java.base;

/// A command line as words. Its text form is safe to paste into a POSIX shell (POSIX.1-2024, 2.2).
public record Command(List<String> words) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  public Command {
    words = List.copyOf(words);
  }

  public static Command of(String... words) {
    return new Command(List.of(words));
  }

  /// One word for `sh`: single quotes around everything that is not plainly harmless.
  public static String quote(String word) {
    if (word.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL character cannot stand in a command line");
    }
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  @Override
  public String toString() {
    return words.stream().map(Command::quote).collect(Collectors.joining(" "));
  }
}
