package org.hpcctl.host;

import module java.base;

import org.hpcctl.problem.Problem;

/// Open connections to a list of hosts, and what to tell of those that could not be reached.
public final class Connections implements AutoCloseable {
  /// More at once would only meet the limits of sshd (`MaxStartups`) and of our own processors.
  private static final int MOST_AT_ONCE = 30;

  private final SshConnector connector;
  private final SequencedMap<String, Remote> remotes = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private Connections(SshConnector connector) {
    this.connector = connector;
  }

  /// Connects to all of them at once; never throws because of a host.
  ///
  /// @param environment where `SSH_AUTH_SOCK` is looked up
  public static Connections open(
      Collection<? extends Endpoint> endpoints, Function<String, Optional<String>> environment) {
    Connections connections = new Connections(new SshConnector(Agent.ofSession(environment)));
    try {
      new Fleet(MOST_AT_ONCE)
          .<Endpoint, Remote>each(endpoints, Endpoint::name, connections::connect)
          .forEach(connections::keep);
      return connections;
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  /// Those that were reached, in the order asked for.
  public List<Remote> remotes() {
    return List.copyOf(remotes.values());
  }

  public Optional<Remote> remote(String host) {
    return Optional.ofNullable(remotes.get(host));
  }

  /// One or more for each host that was not reached.
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public void close() {
    remotes.values().forEach(Remote::close);
    connector.close();
  }

  private Remote connect(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.Local local -> new LocalRemote(local);
      case Endpoint.Ssh ssh -> connector.open(ssh);
    };
  }

  private void keep(String host, Outcome<Remote> outcome) {
    switch (outcome) {
      case Outcome.Done<Remote>(Remote remote) -> remotes.put(host, remote);
      case Outcome.Failed<Remote>(List<Problem> why, boolean _) -> problems.addAll(why);
    }
  }
}
