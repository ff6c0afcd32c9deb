package org.hpcctl.cli;

import module java.base;

import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.StateFolder;
import org.hpcctl.health.Health;
import org.hpcctl.health.HealthFormat;
import org.hpcctl.health.HealthNagios;
import org.hpcctl.health.Scope;
import org.hpcctl.host.Connections;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Ssl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hpcctl health`
@Command(
    name = "health",
    description = {
      "Tell whether all is well: the eight services, nginx, its certificate, keepalived and the",
      "virtual IP. One SSH exec a host, all hosts at once. Changes nothing."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl health                                    this host, or all from elsewhere",
      "  hpcctl health --all-nodes --format json",
      "  hpcctl health --service job_api --service vip --watch=5",
      "  hpcctl health --all-nodes --format prometheus > /var/lib/node_exporter/hpcctl.prom",
      "%nExit status: 0 all is healthy (a warning is), 1 something is unhealthy, 3 nothing is, but"
          + " some",
      "hosts could not be asked. With --format nagios: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.",
      "A certificate is a warning below 21 days or 30 %% of its life, unhealthy below 7 days or"
          + " 12 %%."
    })
final class HealthCommand implements Callable<Integer>, Formatted {
  private static final String CLEAR = "\033[H\033[2J";
  private static final int NAGIOS_UNKNOWN = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Terminal terminal;

  @Spec private CommandSpec command = CommandSpec.create();
  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Reach reach = new Reach();

  @Option(
      names = "--all-nodes",
      description = {
        "Ask every host of the portal. Default: only this host if it",
        "is one of them, else all."
      })
  private boolean allNodes;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      completionCandidates = ServiceNames.Checked.class,
      description = {"Only this one; may be given several times: ${COMPLETION-CANDIDATES}."})
  private List<String> services = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: table.")
  private HealthFormat format = HealthFormat.table;

  @Option(names = "--verbose", description = "Show what else is known of each check.")
  private boolean verbose;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationWord.class,
      description = {
        "How long connecting to a host, and one answer over HTTP, may take.",
        "Default: 15s and 5s."
      })
  private Optional<Duration> timeout = Optional.empty();

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      arity = "0..1",
      fallbackValue = "2",
      converter = DurationWord.class,
      description = "Ask again and again, until Ctrl-C. Default: every 2 seconds.")
  private Optional<Duration> watch = Optional.empty();

  HealthCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public boolean json() {
    return format == HealthFormat.json;
  }

  @Override
  public Integer call() throws InterruptedException {
    services.forEach(name -> ServiceNames.demand(name, Scope.services(), command.commandLine()));
    try {
      return run();
    } catch (Refused refused) {
      if (format != HealthFormat.nagios) {
        throw refused;
      }
      terminal.out().print(HealthNagios.refused(refused.problems().getFirst().what()));
      return NAGIOS_UNKNOWN;
    }
  }

  private int run() throws InterruptedException {
    Cluster cluster = ThisHost.reachedDirectly(file.read(terminal));
    Scope scope = scope(cluster);
    while (true) {
      try (Connections connections = connect(cluster, scope)) {
        boolean again;
        do {
          Checkup asked =
              Checkup.of(
                  scope,
                  connections,
                  reach.fleet(),
                  timeout.orElse(PATIENCE),
                  InstantSource.system());
          Checkup checkup = newest(cluster).map(asked::withNewestCertificate).orElse(asked);
          show(checkup.health());
          // Nobody watches any more when standard output is closed.
          if (watch.isEmpty() || terminal.out().checkError()) {
            return status(checkup);
          }
          Thread.sleep(watch.get());
          // Whoever was lost is looked for with a new connection.
          again = checkup.reachedAll();
        } while (again);
      }
    }
  }

  /// The serial of the newest certificate, where hpcctl gets them from here.
  private Optional<String> newest(Cluster cluster) {
    return cluster.web().ssl().mode() == Ssl.Mode.LETSENCRYPT
            && CertificateRun.elsewhere(cluster).isEmpty()
        ? StateFolder.of(file.directory(terminal), cluster.name())
            .lineage()
            .held()
            .map(Lineage.Held::serial)
        : Optional.empty();
  }

  private Connections connect(Cluster cluster, Scope scope) {
    Set<String> hosts = scope.hosts().keySet();
    Path base = file.directory(terminal);
    return timeout
        .map(patience -> reach.connect(cluster, hosts, base, terminal, patience))
        .orElseGet(() -> reach.connect(cluster, hosts, base, terminal));
  }

  private Scope scope(Cluster cluster) {
    Scope scope = Scope.of(cluster);
    if (!services.isEmpty()) {
      scope = scope.only(services);
    }
    Optional<String> here =
        ThisHost.in(cluster).map(host -> host.hostname()).filter(scope.hosts()::containsKey);
    if (!allNodes && here.isPresent() && !services.contains(Scope.VIRTUAL_IP)) {
      scope = scope.on(Set.of(here.get()));
    }
    if (scope.hosts().isEmpty()) {
      throw new Refused(
          Problem.error(
              services.isEmpty()
                  ? "no controller runs the portal or keepalived"
                  : "no controller runs " + String.join(" or ", services),
              "there is nothing to look at",
              "see `services:` and `web:` in the YAML"));
    }
    return scope;
  }

  private void show(Health health) {
    if (watch.isPresent() && terminal.screen()) {
      terminal.out().print(CLEAR);
    }
    terminal.out().print(format.text(health, terminal.ink(), verbose));
    terminal.out().flush();
  }

  private int status(Checkup checkup) {
    if (format != HealthFormat.nagios) {
      return checkup.status().status();
    }
    return switch (checkup.health().verdict()) {
      case GOOD -> 0;
      case WARNING -> 1;
      case BAD -> 2;
      case UNKNOWN -> NAGIOS_UNKNOWN;
    };
  }
}
