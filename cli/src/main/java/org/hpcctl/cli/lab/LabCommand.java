package org.hpcctl.cli.lab;

import module java.base;

import org.hpcctl.cli.Subcommands;
import org.hpcctl.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `hpcctl lab`
@Command(
    name = "lab",
    description = {
      "A cluster of booted Debian hosts on this machine, to try hpcctl before touching a server.",
      "Needs root on Linux. Labs of different names stand beside each other."
    },
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl lab up --heads 3 --suite bookworm,trixie",
      "  hpcctl lab kill head1",
      "  hpcctl lab down"
    })
public final class LabCommand {
  private LabCommand() {}

  public static CommandLine line(Terminal terminal, List<String> arguments) {
    return new Subcommands(new LabCommand())
        .and("up", () -> new LabUpCommand(terminal))
        .and("down", () -> new LabDownCommand(terminal))
        .and("status", () -> new LabStatusCommand(terminal))
        .and("ssh", () -> remoteCommand(new LabSshCommand()))
        .and("exec", () -> remoteCommand(new LabExecCommand()))
        .and("kill", () -> new LabKillCommand(terminal))
        .and("start", () -> new LabStartCommand(terminal))
        .and("cut", () -> new LabCutCommand(terminal))
        .and("heal", () -> new LabHealCommand(terminal))
        .and("delay", () -> new LabDelayCommand(terminal))
        .line(arguments);
  }

  /// What follows the host's name is for the host, dashes and all.
  private static CommandLine remoteCommand(Object command) {
    return new CommandLine(command).setStopAtPositional(true);
  }
}
