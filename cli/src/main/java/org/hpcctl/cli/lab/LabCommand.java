package org.hpcctl.cli.lab;

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

  public static CommandLine line(Terminal terminal) {
    return new CommandLine(new LabCommand())
        .addSubcommand(new LabUpCommand(terminal))
        .addSubcommand(new LabDownCommand(terminal))
        .addSubcommand(new LabStatusCommand(terminal))
        .addSubcommand(remoteCommand(new LabSshCommand()))
        .addSubcommand(remoteCommand(new LabExecCommand()))
        .addSubcommand(new LabKillCommand(terminal))
        .addSubcommand(new LabStartCommand(terminal))
        .addSubcommand(new LabCutCommand(terminal))
        .addSubcommand(new LabHealCommand(terminal))
        .addSubcommand(new LabDelayCommand(terminal));
  }

  /// What follows the host's name is for the host, dashes and all.
  private static CommandLine remoteCommand(Object command) {
    return new CommandLine(command).setStopAtPositional(true);
  }
}
