package org.hpcctl.problem;

import module java.base;

/// A problem as a compiler would print it: place, sentence, the line with a caret, why and fix.
///
/// @param colours whether to use the terminal's colours
public record ProblemText(boolean colours) {
  private static final String BOLD = "1";
  private static final String RED = "1;31";
  private static final String YELLOW = "1;33";
  private static final String BLUE = "1;34";
  private static final Pattern SECRET =
      Pattern.compile(
          "([A-Za-z0-9_-]*(?:secret|password|passwd|auth_pass|token|webhook|hmac)[A-Za-z0-9_-]*[\"']?\\s*:\\s*)"
              + "(?!\\s|[\"']?\\$\\{[A-Za-z0-9_]*}[\"']?\\s*(?:#|,|}|$))(\"[^\"]*\"?|'[^']*'?|[^,}]+)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern USER_OF_URL = Pattern.compile("(?<=://)[^/\\s@]*@");
  private static final int WIDEST = 160;

  /// @param source the text of a file by its name, when it is at hand
  public String of(Problem problem, Function<String, Optional<String>> source) {
    StringBuilder text = new StringBuilder();
    Optional<Place> place = problem.place();
    place.ifPresent(where -> text.append(paint(BOLD, visible(where + ":"))).append(' '));
    text.append(
        switch (problem.severity()) {
          case ERROR -> paint(RED, "error:");
          case WARNING -> paint(YELLOW, "warning:");
        });
    text.append(' ').append(visible(problem.what())).append('\n');
    place
        .filter(where -> where.line() > 0)
        .flatMap(where -> source.apply(where.file()).flatMap(all -> excerpt(where, all)))
        .ifPresent(text::append);
    if (!problem.why().isEmpty()) {
      text.append("  ")
          .append(paint(BLUE, "why:"))
          .append(' ')
          .append(visible(problem.why()))
          .append('\n');
    }
    if (!problem.fix().isEmpty()) {
      text.append("  ")
          .append(paint(BLUE, "fix:"))
          .append(' ')
          .append(visible(problem.fix()))
          .append('\n');
    }
    return text.toString();
  }

  /// All of them, then how many.
  public String of(List<Problem> problems, Function<String, Optional<String>> source) {
    StringBuilder text = new StringBuilder();
    problems.forEach(problem -> text.append(of(problem, source)));
    long errors = problems.stream().filter(Problem::refuses).count();
    long warnings = problems.size() - errors;
    if (problems.size() > 1) {
      text.append(
          Stream.of(counted(errors, "error"), counted(warnings, "warning"))
              .filter(count -> !count.isEmpty())
              .collect(Collectors.joining(", ", "", "\n")));
    }
    return text.toString();
  }

  private static String counted(long number, String word) {
    return number == 0 ? "" : number + " " + word + (number == 1 ? "" : "s");
  }

  private Optional<String> excerpt(Place place, String all) {
    Optional<String> found = all.lines().skip(place.line() - 1L).findFirst();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String line = SECRET.matcher(visible(found.get())).replaceAll("$1***");
    line = USER_OF_URL.matcher(line).replaceAll("***@");
    String shown = line.length() > WIDEST ? line.substring(0, WIDEST) + "…" : line;
    String number = "%5d".formatted(place.line());
    String caret =
        place.column() == 0 || place.column() > shown.length() + 1
            ? ""
            : " ".repeat(number.length())
                + " | "
                + " ".repeat(place.column() - 1)
                + paint(RED, "^")
                + "\n";
    return Optional.of(number + " | " + shown + "\n" + caret);
  }

  /// A file may hold sequences that drive a terminal.
  private static String visible(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().map(ProblemText::visible).forEach(safe::appendCodePoint);
    return safe.toString();
  }

  private static int visible(int character) {
    if (character == '\t') {
      return '→';
    }
    boolean hidden =
        Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    return hidden ? '\uFFFD' : character;
  }

  private String paint(String style, String text) {
    return colours ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
  }
}
