package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Endpoint;
import org.hpcctl.host.Endpoints;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.spec.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hpcctl trust`: the first contact with hosts.
@Command(
    name = "trust",
    description = {
      "Show the key of each host that is not known yet, ask, and write it into known_hosts.",
      "Nothing is sent to a host before its key is trusted; a key that changed is never accepted."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl trust",
      "  hpcctl trust server1 --fingerprint server1=SHA256:…",
      "%nOn the host, `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` shows what to compare"
          + " with."
    })
final class TrustCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();

  @Parameters(paramLabel = "HOST", description = "Only these hosts. Default: all of the cluster.")
  private List<String> hosts = List.of();

  @Option(
      names = {"-y", "--yes"},
      description = "Trust every unknown key without asking.")
  private boolean yes;

  @Option(
      names = "--fingerprint",
      paramLabel = "HOST=SHA256:…",
      description = "Trust the key of HOST without asking, if this is its fingerprint. Repeatable.")
  private Map<String, String> fingerprints = Map.of();

  TrustCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Cluster cluster = file.read(terminal);
    List<Endpoint.Ssh> endpoints = chosen(cluster);
    return new Introduction(terminal, yes, fingerprints).of(endpoints).status();
  }

  private List<Endpoint.Ssh> chosen(Cluster cluster) {
    List<Endpoint> all =
        Endpoints.ofSession(file.directory(terminal), Optional.empty()).of(cluster);
    List<String> names = all.stream().map(Endpoint::name).toList();
    List<Problem> unknown =
        hosts.stream()
            .filter(host -> !names.contains(host))
            .map(
                host ->
                    Problem.error(
                            "there is no host " + host,
                            "The hosts are " + String.join(", ", names) + ".",
                            "")
                        .at(Place.file(file.name(terminal))))
            .toList();
    if (!unknown.isEmpty()) {
      throw new Refused(unknown);
    }
    return all.stream()
        .filter(endpoint -> hosts.isEmpty() || hosts.contains(endpoint.name()))
        .<Endpoint.Ssh>mapMulti(
            (endpoint, chosen) -> {
              switch (endpoint) {
                case Endpoint.Ssh ssh -> chosen.accept(ssh);
                case Endpoint.Local _ -> {}
              }
            })
        .toList();
  }
}
