package org.hpcctl.cli;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command's manual page in man(7), from the same words as its help.
final class ManPage {
  private final CommandLine line;
  private final CommandSpec spec;
  private final StringBuilder roff = new StringBuilder();

  private ManPage(CommandLine line) {
    this.line = line;
    this.spec = line.getCommandSpec();
  }

  /// The pages of a command and of all below it, by their names: `hpcctl-lab-up`.
  static SequencedMap<String, String> all(CommandLine line) {
    SequencedMap<String, String> pages = new LinkedHashMap<>();
    pages.put(name(line), new ManPage(line).text());
    line.getSubcommands().values().forEach(below -> pages.putAll(all(below)));
    return pages;
  }

  private static String name(CommandLine line) {
    return line.getCommandSpec().qualifiedName("-");
  }

  private String text() {
    roff.append(".TH ").append(quoted(name(line).toUpperCase(Locale.ROOT)));
    roff.append(" 1 \"\" ").append(quoted(Version.line())).append(" \"hpcctl\"\n");
    section("NAME");
    line(name(line) + " \\- " + escaped(String.join(" ", description(spec))));
    section("SYNOPSIS");
    line(".B " + escaped(synopsis()));
    section("DESCRIPTION");
    description(spec).forEach(text -> line(escaped(text)));
    arguments("ARGUMENTS", spec.positionalParameters(), PositionalParamSpec::paramLabel);
    arguments("OPTIONS", spec.options(), ManPage::option);
    commands();
    footer();
    seeAlso();
    return roff.toString();
  }

  private String synopsis() {
    return new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .synopsis(0)
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static List<String> description(CommandSpec of) {
    return Arrays.stream(of.usageMessage().description()).map(String::formatted).toList();
  }

  private <A extends ArgSpec> void arguments(
      String title, List<A> arguments, Function<A, String> name) {
    if (arguments.isEmpty()) {
      return;
    }
    section(title);
    for (A argument : arguments) {
      line(".TP");
      line(".B " + escaped(name.apply(argument)));
      Arrays.stream(argument.description()).forEach(text -> line(escaped(text)));
    }
  }

  private static String option(OptionSpec option) {
    String names = String.join(", ", option.names());
    if (option.arity().max() == 0) {
      return names;
    }
    return option.arity().min() == 0
        ? names + "[=" + option.paramLabel() + "]"
        : names + "=" + option.paramLabel();
  }

  private void commands() {
    if (line.getSubcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    line.getSubcommands()
        .forEach(
            (name, below) -> {
              line(".TP");
              line(".B " + escaped(name));
              description(below.getCommandSpec()).forEach(text -> line(escaped(text)));
            });
  }

  private void footer() {
    if (spec.usageMessage().footer().length == 0) {
      return;
    }
    section("EXAMPLES");
    line(".nf");
    Arrays.stream(spec.usageMessage().footer())
        .flatMap(text -> text.formatted().lines())
        .forEach(text -> line(text.isEmpty() ? ".sp" : escaped(text)));
    line(".fi");
  }

  private void seeAlso() {
    List<String> pages = new ArrayList<>();
    Optional.ofNullable(line.getParent()).ifPresent(parent -> pages.add(name(parent)));
    line.getSubcommands().values().forEach(below -> pages.add(name(below)));
    if (!pages.isEmpty()) {
      section("SEE ALSO");
      line(
          pages.stream()
              .map(page -> "\\fB" + escaped(page) + "\\fR(1)")
              .collect(Collectors.joining(", ")));
    }
  }

  private void section(String title) {
    line(".SH " + title);
  }

  private void line(String text) {
    roff.append(text).append('\n');
  }

  private static String quoted(String text) {
    return '"' + escaped(text).replace("\"", "\\(dq") + '"';
  }

  /// A backslash begins an escape, a dot or an apostrophe at the start a request, and a plain
  /// hyphen may be typeset as another character than the one to type.
  private static String escaped(String text) {
    String safe = text.replace("\\", "\\e").replace("-", "\\-");
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }
}
