package org.hpcctl.cli;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import picocli.CommandLine.Option;

/// The option `--output` of commands that write a file which was not there before.
final class NewFile {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Where to write; a file that exists is never overwritten. Default: standard output.")
  private Optional<String> output = Optional.empty();

  void write(String text, Terminal terminal) {
    if (output.isEmpty()) {
      terminal.out().print(text);
      return;
    }
    String name = output.get();
    try {
      Files.writeString(terminal.path(name), text, StandardOpenOption.CREATE_NEW);
      terminal.err().println("wrote " + name);
    } catch (FileAlreadyExistsException _) {
      throw refused(name, "exists already", "move it away, or choose another name");
    } catch (IOException _) {
      throw refused(
          name, "cannot be written", "check that its folder exists and who may write to it");
    }
  }

  private static Refused refused(String name, String what, String fix) {
    return new Refused(Problem.error(name + " " + what, "", fix).at(Place.file(name)));
  }
}
