package org.hpcctl.cli;

import module java.base;

import org.hpcctl.health.HostAsked;
import org.hpcctl.health.Scope;
import org.hpcctl.health.StatusPage;
import org.hpcctl.host.Connections;
import org.hpcctl.spec.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `hpcctl status`
@Command(
    name = "status",
    description = "Show the cluster on one page: hosts, virtual IP, services, certificate.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl status",
      "  hpcctl status --format json",
      "%nExit status: as of `hpcctl health`. Whether the hosts still are what the YAML says is",
      "another question: `hpcctl drift`."
    })
final class StatusCommand implements Callable<Integer>, Formatted {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Reach reach = new Reach();

  @Mixin private final TextOrJson format = new TextOrJson();

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public boolean json() {
    return format.json();
  }

  @Override
  public Integer call() {
    Cluster cluster = ThisHost.reachedDirectly(file.read(terminal));
    Scope scope = Scope.ofEveryHost(cluster);
    try (Connections connections =
        reach.connect(cluster, scope.hosts().keySet(), file.directory(terminal), terminal)) {
      Checkup checkup =
          Checkup.of(scope, connections, reach.fleet(), PATIENCE, InstantSource.system());
      SequencedMap<String, HostAsked> asked = new LinkedHashMap<>();
      scope.hosts().keySet().forEach(host -> asked.put(host, checkup.of(host)));
      StatusPage page = new StatusPage(asked, checkup.health());
      terminal.out().print(json() ? page.json() : page.text(terminal.ink()));
      return checkup.status().status();
    }
  }
}
