package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Connections;
import org.hpcctl.host.Endpoint;
import org.hpcctl.host.Endpoints;
import org.hpcctl.host.Fleet;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Cluster;
import picocli.CommandLine.Option;

/// How the hosts are reached. A mixin of every command that talks to them.
final class Reach {
  private static final String PASSWORD_FILE = "HPCCTL_BECOME_PASSWORD_FILE";

  @Option(
      names = "--ask-become-pass",
      description = {
        "Ask for sudo's password. Without a terminal it is read from",
        "the file that $HPCCTL_BECOME_PASSWORD_FILE names."
      })
  private boolean askPassword;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How many hosts are worked on at the same time. Default: 30.")
  private int concurrency = 30;

  Fleet fleet() {
    if (concurrency < 1) {
      throw new Refused(
          Problem.error("--concurrency must be 1 or more, not " + concurrency, "", ""));
    }
    return new Fleet(concurrency);
  }

  /// Connects to these hosts; those that cannot be reached are told by the result.
  Connections connect(Cluster cluster, Collection<String> hosts, Path base, Terminal terminal) {
    return connect(
        Endpoints.ofSession(base, password(terminal)), cluster, hosts, terminal.environment());
  }

  /// Begins to connect to these hosts, while the caller does something else.
  Connections.Opening opening(
      Cluster cluster, Collection<String> hosts, Path base, Terminal terminal) {
    Endpoints endpoints = Endpoints.ofSession(base, password(terminal));
    return Connections.opening(() -> chosen(endpoints, cluster, hosts), terminal.environment());
  }

  /// The same, giving up each host that cannot be reached within `patience`.
  Connections connect(
      Cluster cluster, Collection<String> hosts, Path base, Terminal terminal, Duration patience) {
    Endpoints usual = Endpoints.ofSession(base, password(terminal));
    return connect(
        new Endpoints(
            usual.base(), usual.home(), usual.sshConfig(), usual.becomePassword(), patience),
        cluster,
        hosts,
        terminal.environment());
  }

  private static Connections connect(
      Endpoints endpoints,
      Cluster cluster,
      Collection<String> hosts,
      Function<String, Optional<String>> environment) {
    return Connections.open(chosen(endpoints, cluster, hosts), environment);
  }

  private static List<Endpoint> chosen(
      Endpoints endpoints, Cluster cluster, Collection<String> hosts) {
    return endpoints.of(cluster).stream()
        .filter(endpoint -> hosts.contains(endpoint.name()))
        .toList();
  }

  private Optional<Secret> password(Terminal terminal) {
    Optional<String> file =
        terminal.environment().apply(PASSWORD_FILE).filter(name -> !name.isEmpty());
    if (file.isPresent()) {
      return Optional.of(read(terminal.path(file.get())));
    }
    Console console = System.console();
    if (!askPassword) {
      return Optional.empty();
    }
    if (console == null || !console.isTerminal()) {
      throw new Refused(
          Problem.error(
              "there is no terminal to ask for sudo's password on",
              "",
              "put it into a file that only you can read, and name it in $" + PASSWORD_FILE));
    }
    return Optional.ofNullable(console.readPassword("sudo's password on the hosts: "))
        .map(typed -> new Secret(new String(typed)));
  }

  private static Secret read(Path file) {
    try {
      return new Secret(Files.readString(file).stripTrailing());
    } catch (IOException e) {
      throw new Refused(
          Problem.error(
                  "the file that $" + PASSWORD_FILE + " names cannot be read",
                  "",
                  "look whether it is there and yours")
              .at(Place.file(file.toString())));
    }
  }
}
