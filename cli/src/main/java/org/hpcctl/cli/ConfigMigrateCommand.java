package org.hpcctl.cli;

import module java.base;

import org.hpcctl.spec.SpecReader;
import org.hpcctl.spec.schema.Migration.Migrated;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `hpcctl config migrate`
@Command(
    name = "migrate",
    description = {
      "Rewrite a YAML of the old scripts in the documented form.",
      "",
      "Keys are renamed and moved where they stand: comments, order and everything else stay as",
      "they are. Sections that hpcctl does not read are kept; `config validate` names them. What",
      "was changed is told on standard error."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl config migrate -c old.yaml -o my_multihead_cluster.yaml",
      "  hpcctl config migrate -c old.yaml | diff old.yaml -"
    })
final class ConfigMigrateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();

  @Mixin private final NewFile output = new NewFile();

  ConfigMigrateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Migrated migrated = SpecReader.migrated(file.name(terminal), file.text(terminal));
    output.write(migrated.text(), terminal);
    migrated.done().forEach(terminal.err()::println);
    migrated.left().forEach(line -> terminal.err().println(line + "; left as it is, and read so"));
    if (migrated.done().isEmpty() && migrated.left().isEmpty()) {
      terminal.err().println("nothing to change");
    }
    return ExitCode.OK.status();
  }
}
