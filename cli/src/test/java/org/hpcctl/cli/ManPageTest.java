package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

final class ManPageTest {
  /// A command with one of everything.
  @Command(
      name = "trial",
      description = {"Try it at 100%%.", ".dots begin requests, and \\ an escape."},
      footer = {"  trial --speed=2 a-file", "%nExit status: 0 done."})
  static final class Trial implements Runnable {
    @Option(
        names = {"-s", "--speed"},
        paramLabel = "N",
        description = "How fast.")
    int speed;

    @Option(names = "--watch", arity = "0..1", paramLabel = "SECONDS", description = "Again.")
    int watch;

    @Option(names = "--all", description = "All of them.")
    boolean all;

    @Parameters(paramLabel = "FILE", description = "What to try.")
    String file = "";

    @Override
    public void run() {}
  }

  @Command(name = "below", description = "One step down.")
  static final class Below implements Runnable {
    @Override
    public void run() {}
  }

  @Test
  void each_command_has_a_page_that_can_be_written() {
    SequencedMap<String, String> pages =
        ManPage.all(Hpcctl.commandLine(new String[0], Terminal.ofThisProcess()));
    assertEquals(HelpTest.commands().size(), pages.size());
    assertTrue(pages.getOrDefault("hpcctl-health", "").contains("30 % of its life"));
  }

  @Test
  void a_page_is_written_from_the_words_of_the_help() {
    SequencedMap<String, String> pages =
        ManPage.all(new CommandLine(new Trial()).addSubcommand(new Below()));
    assertEquals(List.of("trial", "trial-below"), List.copyOf(pages.keySet()));
    pages.forEach((name, page) -> Golden.assertMatches("man/" + name + ".1", page));
  }
}
