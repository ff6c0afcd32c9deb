package org.hpcctl.host;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;

/// Meeting hosts for the first time: which key does each show, and writing down those we trust.
public final class FirstContact implements AutoCloseable {
  private static final int MOST_AT_ONCE = 30;

  private final SshConnector connector;

  /// What we know of a host after looking at its key.
  public sealed interface Meeting {
    /// The key is trusted already.
    record Known(Endpoint.Ssh endpoint, HostKey key) implements Meeting {}

    /// Nobody vouches for the key yet.
    record Stranger(Endpoint.Ssh endpoint, HostKey key) implements Meeting {}

    /// The key must not be trusted (it changed, was revoked, is not the pinned one), or the host
    /// cannot be reached.
    record Turned(Endpoint.Ssh endpoint, Problem problem) implements Meeting {}
  }

  /// @param environment where `SSH_AUTH_SOCK` is looked up: a jump host asks for a login
  public FirstContact(Function<String, Optional<String>> environment) {
    this.connector = new SshConnector(Agent.ofSession(environment));
  }

  /// The hosts and all they are reached through, in rounds: a host is in a later round than those
  /// on its way, which must be trusted before anything goes through them.
  public static List<List<Endpoint.Ssh>> rounds(Collection<Endpoint.Ssh> hosts) {
    SortedMap<Integer, SequencedSet<Endpoint.Ssh>> rounds = new TreeMap<>();
    for (Endpoint.Ssh host : hosts) {
      for (Optional<Endpoint.Ssh> on = Optional.of(host); on.isPresent(); on = on.get().jump()) {
        rounds.computeIfAbsent(depth(on.get()), _ -> new LinkedHashSet<>()).add(on.get());
      }
    }
    return rounds.values().stream().map(List::copyOf).toList();
  }

  /// Looks at the keys of one round.
  public List<Meeting> meet(List<Endpoint.Ssh> round) {
    connector.readAgain();
    return new Fleet(MOST_AT_ONCE)
            .<Endpoint.Ssh, Meeting>each(round, host -> host.name() + host.knownAs(), this::meet)
            .values()
            .stream()
            .map(
                outcome ->
                    switch (outcome) {
                      case Outcome.Done<Meeting>(Meeting meeting) -> meeting;
                      case Outcome.Failed<Meeting>(List<Problem> why, boolean _) ->
                          throw new Refused(why);
                    })
            .toList();
  }

  /// Writes the key into the first of the files that will be read, hidden if that file hides names.
  public static Path trust(Meeting.Stranger stranger) throws IOException {
    Endpoint.Ssh endpoint = stranger.endpoint();
    Path file = endpoint.knownHosts().getFirst();
    List<String> names = endpoint.knownAs();
    boolean hashed = KnownHosts.read(List.of(file)).hashed();
    // A hashed line holds one name.
    List<String> lines =
        hashed
            ? names.stream().map(name -> KnownHost.line(name, stranger.key(), true)).toList()
            : List.of(KnownHost.line(String.join(",", names), stranger.key(), false));
    KnownHosts.append(file, lines);
    return file;
  }

  @Override
  public void close() {
    connector.close();
  }

  private Meeting meet(Endpoint.Ssh endpoint) {
    try {
      HostKeyCheck check = connector.look(endpoint);
      HostKey key = check.seen().orElseThrow();
      if (check.objection().isEmpty()) {
        return new Meeting.Known(endpoint, key);
      }
      return check.isStranger()
          ? new Meeting.Stranger(endpoint, key)
          : new Meeting.Turned(endpoint, check.objection().get());
    } catch (Unreachable e) {
      return new Meeting.Turned(endpoint, e.problem());
    }
  }

  private static int depth(Endpoint.Ssh endpoint) {
    return endpoint.jump().map(jump -> depth(jump) + 1).orElse(0);
  }
}
