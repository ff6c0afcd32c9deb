package org.hpcctl.cli;

import module java.base;

import org.hpcctl.secret.Secret;
import org.hpcctl.secret.SecretsFile;
import org.hpcctl.spec.SpecReader;
import org.hpcctl.spec.schema.Reading.Variable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `hpcctl secrets init`
@Command(
    name = "init",
    description = {
      "Make every secret that the YAML asks for and that is not set yet.",
      "",
      "They go into a file beside the YAML that only you may read: cluster.secrets.env for",
      "cluster.yaml. What is set already, there or in the environment, is left alone. No value is",
      "ever printed."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl secrets init", "  hpcctl secrets init -c lab.yaml"})
final class SecretsInitCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();

  SecretsInitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Variable> variables = SpecReader.variables(file.name(terminal), file.text(terminal));
    Path path = SecretsFile.beside(file.path(terminal));
    SecretsFile secrets = SecretsFile.open(path);
    SortedMap<String, Secret> made = new TreeMap<>();
    boolean unset = false;
    for (Variable variable : variables) {
      String name = variable.name();
      String state;
      if (terminal.environment().apply(name).isPresent()) {
        state = "is set in the environment";
      } else if (secrets.secret(name).isPresent()) {
        state = "is set already";
      } else if (variable.secret()) {
        made.put(name, SecretsFile.invent());
        state = "made";
      } else {
        unset = true;
        state = "is not for hpcctl to make: set it yourself (%s)".formatted(variable.place());
      }
      terminal.out().println(name + " " + state);
    }
    if (!made.isEmpty()) {
      secrets.add(made);
      terminal.out().println("wrote " + path.getFileName());
    }
    return (unset ? ExitCode.REFUSED : ExitCode.OK).status();
  }
}
