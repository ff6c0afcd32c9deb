package org.hpcctl.cli;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.ProblemText;
import org.hpcctl.report.Ink;

/// Whom we talk to: the streams, and what stands around the process.
///
/// @param terminals which of the three a person sits at
/// @param coloured whether that person wants colours
/// @param environment a variable of the environment by its name
/// @param directory what relative paths are relative to
public record Terminal(
    BufferedReader in,
    PrintWriter out,
    PrintWriter err,
    Set<Standard> terminals,
    boolean coloured,
    Function<String, Optional<String>> environment,
    Path directory) {

  private static final long LARGEST_SOURCE = 1 << 20;
  private static final Pattern DEVICE =
      Pattern.compile("/dev/(pts/[0-9]+|tty.*|console|hvc[0-9]+)");

  /// The streams that every process has, in the order of their numbers.
  public enum Standard {
    INPUT,
    OUTPUT,
    ERROR
  }

  public Terminal {
    Set<Standard> copied = EnumSet.noneOf(Standard.class);
    copied.addAll(terminals);
    terminals = Collections.unmodifiableSet(copied);
  }

  /// The same, with other variables around it.
  Terminal withEnvironment(Function<String, Optional<String>> other) {
    return new Terminal(in, out, err, terminals, coloured, other, directory);
  }

  static Terminal ofThisProcess() {
    return new Terminal(
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
        new PrintWriter(System.out, true),
        new PrintWriter(System.err, true),
        terminals(Path.of("/proc/self/fd")),
        Optional.ofNullable(System.getenv("NO_COLOR")).orElse("").isEmpty()
            && !"dumb".equals(System.getenv("TERM")),
        name -> Optional.ofNullable(System.getenv(name)),
        Path.of(""));
  }

  // Java tells of standard input and output together only, and of standard error not at all.
  static Set<Standard> terminals(Path descriptors) {
    Set<Standard> terminals = EnumSet.noneOf(Standard.class);
    for (Standard stream : Standard.values()) {
      try {
        Path target = Files.readSymbolicLink(descriptors.resolve("" + stream.ordinal()));
        if (DEVICE.matcher(target.toString()).matches()) {
          terminals.add(stream);
        }
      } catch (IOException closedOrNotLinux) {
        // Nobody can be told to sit there.
      }
    }
    return terminals;
  }

  /// Whether somebody can be asked: who answers must see the question.
  public boolean asks() {
    return terminals.contains(Standard.INPUT) && live();
  }

  /// Whether standard error may change in place what it shows.
  public boolean live() {
    return terminals.contains(Standard.ERROR);
  }

  /// Whether standard output is a screen.
  public boolean screen() {
    return terminals.contains(Standard.OUTPUT);
  }

  /// The colours of standard output.
  public Ink ink() {
    return coloured && screen() ? Ink.COLOURED : Ink.PLAIN;
  }

  /// The colours of standard error.
  public Ink inkOfMessages() {
    return coloured && live() ? Ink.COLOURED : Ink.PLAIN;
  }

  /// Asks what can be answered by yes; anything else means no.
  public boolean agrees(String question) {
    err.print(question + " [y/N] ");
    err.flush();
    try {
      String answer = in.readLine();
      return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Problems go to standard error, as compilers write them.
  public void tell(List<Problem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    err.print(new ProblemText(coloured && live()).of(problems, this::source));
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
