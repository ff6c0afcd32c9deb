package org.hpcctl.host;

import module java.base;

import org.hpcctl.problem.Problem;

/// Open connections to a list of hosts, and what to tell of those that could not be reached.
public final class Connections implements AutoCloseable {
  /// More at once would only meet the limits of sshd (`MaxStartups`) and of our own processors.
  private static final int MOST_AT_ONCE = 30;

  private final SshConnector connector;
  private final SequencedMap<String, Remote> remotes = new LinkedHashMap<>();
  private final SequencedMap<String, List<Problem>> problems = new LinkedHashMap<>();

  private Connections(SshConnector connector) {
    this.connector = connector;
  }

  /// Does what a first connection waits for whatever the host is; for a thread beside the one that
  /// finds out which hosts there are. It connects to nothing.
  public static void prepare() {
    SshClients.closeQuietly(SshClients.unconnected(Duration.ofSeconds(1)));
    Curve25519Exchange.prepare();
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

  /// Begins to connect, while the caller does something else.
  ///
  /// @param endpoints asked for on the way too: what OpenSSH says of each takes time
  public static Opening opening(
      Supplier<? extends Collection<? extends Endpoint>> endpoints,
      Function<String, Optional<String>> environment) {
    return new Opening(Fleet.dialing("connecting", () -> open(endpoints.get(), environment)));
  }

  /// Connections that are being opened.
  public static final class Opening implements AutoCloseable {
    private final CompletableFuture<Connections> opened;

    private Opening(CompletableFuture<Connections> opened) {
      this.opened = opened;
    }

    /// Waits until it is known of each host whether it can be reached.
    ///
    /// @param hosts those that matter after all; nothing is told of the others
    public Connections to(Collection<String> hosts) {
      try {
        Connections connections = opened.join();
        connections.keepOnly(hosts);
        return connections;
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }

    /// Closes them, or those that are still being opened as soon as they are.
    @Override
    public void close() {
      opened.thenAccept(Connections::close);
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
    return problems.values().stream().flatMap(List::stream).toList();
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

  private void keepOnly(Collection<String> hosts) {
    remotes.sequencedEntrySet().stream()
        .filter(entry -> !hosts.contains(entry.getKey()))
        .forEach(entry -> entry.getValue().close());
    remotes.keySet().retainAll(hosts);
    problems.keySet().retainAll(hosts);
  }

  private void keep(String host, Outcome<Remote> outcome) {
    switch (outcome) {
      case Outcome.Done<Remote>(Remote remote) -> remotes.put(host, remote);
      case Outcome.Failed<Remote>(List<Problem> why, boolean _) -> problems.put(host, why);
    }
  }
}
