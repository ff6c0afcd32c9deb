package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Connections;
import org.hpcctl.plan.Plan;
import org.hpcctl.report.Ink;
import org.hpcctl.report.PlanJson;
import org.hpcctl.report.PlanText;
import org.hpcctl.spec.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hpcctl drift`
@Command(
    name = "drift",
    description = "Tell whether the hosts still are what the YAML says. Changes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl drift || mail -s 'the cluster has drifted' admin",
      "  hpcctl drift --phase web --format json",
      "%nExit status: 0 nothing has drifted, 2 something has, 1 no host could be asked, 3 some",
      "hosts could not be asked."
    })
final class DriftCommand implements Callable<Integer>, Formatted {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Planning planning = new Planning();
  @Mixin private final Reach reach = new Reach();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: text.")
  private SetupCommand.Format format = SetupCommand.Format.text;

  DriftCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public boolean json() {
    return format == SetupCommand.Format.json;
  }

  @Override
  public Integer call() {
    Cluster cluster = file.read(terminal);
    Path base = file.directory(terminal);
    Plan plan =
        planning.plan(
            cluster,
            PortalCertificate.of(cluster, file, terminal, InstantSource.system()).pair(),
            ReleaseFiles.ofThisProgram());
    try (Connections connections = reach.connect(cluster, plan.hosts(), base, terminal)) {
      Survey survey = Survey.of(plan, connections, reach.fleet(), false);
      if (json()) {
        terminal.out().print(PlanJson.plan(survey.differences().values(), survey.problems()));
      } else {
        Ink ink = terminal.colours() ? Ink.COLOURED : Ink.PLAIN;
        terminal.out().print(new PlanText(ink, false).of(survey.differences().values()));
        terminal.out().flush();
        terminal.tell(survey.allProblems());
      }
      if (!survey.allProblems().isEmpty()) {
        return (survey.differences().isEmpty() ? ExitCode.REFUSED : ExitCode.PARTIAL).status();
      }
      return (survey.pending() ? ExitCode.CHANGES : ExitCode.OK).status();
    }
  }
}
