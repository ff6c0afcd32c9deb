package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Connections;
import org.hpcctl.plan.Plan;
import org.hpcctl.spec.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `hpcctl drift`
@Command(
    name = "drift",
    description = "Tell whether the hosts still are what the YAML says. Changes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl drift || mail -s 'the cluster has drifted' admin",
      "  hpcctl drift --phase web --format json",
      "%nExit status: 0 nothing has drifted, 2 something has, 1 no host could be compared, 3",
      "some hosts could not."
    })
final class DriftCommand implements Callable<Integer>, Formatted {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Planning planning = new Planning();
  @Mixin private final Reach reach = new Reach();

  @Mixin private final TextOrJson format = new TextOrJson();

  DriftCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public boolean json() {
    return format.json();
  }

  @Override
  public Integer call() {
    Cluster cluster = file.read(terminal);
    Path base = file.directory(terminal);
    Plan plan =
        planning.plan(
            cluster,
            PortalCertificate.of(cluster, file, terminal, InstantSource.system()),
            SignInAuthorityFiles.of(cluster, file, terminal),
            ReleaseFiles.ofThisProgram());
    try (Connections connections = reach.connect(cluster, plan.hosts(), base, terminal)) {
      Survey survey = Survey.of(plan, connections, reach.fleet(), false);
      survey.show(terminal, json(), false);
      return survey.seen(true).status();
    }
  }
}
