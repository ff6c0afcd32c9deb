package org.hpcctl.cli;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `hpcctl monitoring`
@Command(
    name = "monitoring",
    description = "Write what a Prometheus and a Grafana of your own need to watch the cluster.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl monitoring render --directory monitoring"})
final class MonitoringCommand {
  private MonitoringCommand() {}

  static CommandLine line(Terminal terminal, List<String> arguments) {
    return new Subcommands(new MonitoringCommand())
        .and("render", () -> new MonitoringRenderCommand(terminal))
        .line(arguments);
  }
}
