package org.hpcctl.cli;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hpcctl man`
@Command(
    name = "man",
    description = "Write the manual pages: one of hpcctl and one of each command.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl man --directory /usr/local/share/man/man1 && man hpcctl-setup",
    })
final class ManCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--directory",
      required = true,
      paramLabel = "DIR",
      description = "Where to write them; made when it is missing.")
  private String directory = "";

  ManCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path folder = terminal.path(directory);
    SequencedMap<String, String> pages = ManPage.all(Hpcctl.commandLine(new String[0], terminal));
    try {
      Files.createDirectories(folder);
      for (var page : pages.entrySet()) {
        Files.writeString(folder.resolve(page.getKey() + ".1"), page.getValue());
      }
    } catch (IOException e) {
      throw new Refused(
          Problem.error("cannot write to " + directory + ": " + e.getMessage(), "", "")
              .at(Place.file(directory)));
    }
    terminal.out().println("%d pages in %s".formatted(pages.size(), directory));
    return ExitCode.OK.status();
  }
}
