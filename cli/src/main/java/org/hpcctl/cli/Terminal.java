package org.hpcctl.cli;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.ProblemText;

/// Whom we talk to: the streams, and what stands around the process.
///
/// @param interactive whether a person sits there, who can be asked and shown progress
/// @param colours whether to use them
/// @param environment a variable of the environment by its name
/// @param directory what relative paths are relative to
public record Terminal(
    BufferedReader in,
    PrintWriter out,
    PrintWriter err,
    boolean interactive,
    boolean colours,
    Function<String, Optional<String>> environment,
    Path directory) {

  private static final long LARGEST_SOURCE = 1 << 20;

  static Terminal ofThisProcess() {
    Console console = System.console();
    boolean interactive = console != null && console.isTerminal();
    boolean colours =
        interactive
            && Optional.ofNullable(System.getenv("NO_COLOR")).orElse("").isEmpty()
            && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
        new PrintWriter(System.out, true),
        new PrintWriter(System.err, true),
        interactive,
        colours,
        name -> Optional.ofNullable(System.getenv(name)),
        Path.of(""));
  }

  /// Problems go to standard error, as compilers write them.
  public void tell(List<Problem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    err.print(new ProblemText(colours).of(problems, this::source));
    err.flush();
  }

  /// The path that the operator means by a name.
  public Path path(String name) {
    if (name.startsWith("~/")) {
      return Path.of(
          environment.apply("HOME").orElse(System.getProperty("user.home")), name.substring(2));
    }
    return directory.resolve(name);
  }

  private Optional<String> source(String file) {
    try {
      Path path = path(file);
      if (Files.isRegularFile(path) && Files.size(path) <= LARGEST_SOURCE) {
        return Optional.of(Files.readString(path));
      }
    } catch (IOException | InvalidPathException _) {
      // The line is a courtesy: what is wrong was said without it.
    }
    return Optional.empty();
  }
}
