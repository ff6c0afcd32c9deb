package org.hpcctl.run;

import module java.base;

import org.hpcctl.host.Fleet;
import org.hpcctl.host.Outcome;
import org.hpcctl.host.Remote;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.shell.Command;
import org.hpcctl.shell.Script;

/// One run at a time. The lock on each host is held by a process at the other end of our
/// connection, so that it is gone when we are, however we end (flock(2)).
public final class ClusterLock implements AutoCloseable {
  private static final String WORD = "hpcctl-lock ";
  private static final int MOST_AT_ONCE = 30;

  /// For how long another run that met us on all hosts at once may take to let go of those it got.
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Queue<Remote.Held> held = new ConcurrentLinkedQueue<>();
  private boolean contended;

  private ClusterLock() {}

  /// Takes the lock on every host: on all at once, unless another run has it on one of them. Then
  /// it gives back what it got and takes them in the order of their names, so that two runs cannot
  /// wait for each other. Of runs that began in the same instant, each of which got some hosts, one
  /// goes on: whoever has the first host waits until the others have let go.
  ///
  /// @param owner who holds it, for whoever comes second
  /// @param wait how long to wait for another run; it is given two seconds at least
  /// @throws Refused when another run holds it
  public static ClusterLock take(
      Collection<? extends Remote> remotes, String owner, Duration wait) {
    ClusterLock lock = new ClusterLock();
    try {
      if (lock.takeAtOnce(remotes, owner)) {
        return lock;
      }
      lock.close();
      lock.contended = true;
      Duration patience = wait.compareTo(GRACE) < 0 ? GRACE : wait;
      remotes.stream()
          .sorted(Comparator.comparing(Remote::host))
          .forEach(remote -> lock.take(remote, owner, patience));
      return lock;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /// Whether another run had it when we came, and may have changed what was seen before.
  public boolean contended() {
    return contended;
  }

  private boolean takeAtOnce(Collection<? extends Remote> remotes, String owner) {
    return new Fleet(MOST_AT_ONCE)
            .each(
                remotes,
                remote -> {
                  take(remote, owner, Duration.ZERO);
                  return remote;
                })
            .values()
            .stream()
            .allMatch(Outcome.Done.class::isInstance);
  }

  private void take(Remote remote, String owner, Duration wait) {
    String script =
        """
        mkdir -p /var/lib/hpcctl && chmod 700 /var/lib/hpcctl
        exec 8>>/var/lib/hpcctl/lock
        # An apply whose run was interrupted works on by itself: it is waited for like a run.
        exec 7>>/var/lib/hpcctl/lock.apply
        if flock -w %1$d 8 && flock -w %1$d 7; then
          exec 7>&-
          printf '%%s\\n' %2$s >/var/lib/hpcctl/lock.owner
          echo '%3$sheld by us'
          cat >/dev/null
        else
          read -r owner </var/lib/hpcctl/lock.owner
          echo "%3$sheld by $owner"
        fi
        """
            .formatted(wait.toSeconds(), Command.quote(owner), WORD);
    Remote.Held process =
        remote.hold(
            new Script(script, wait.multipliedBy(2).plusSeconds(30)),
            line -> line.startsWith(WORD));
    held.add(process);
    String answer = process.greeting().substring(WORD.length());
    if (!answer.equals("held by us")) {
      throw new Refused(
          Problem.error(
                  "another run is working on this host: " + answer,
                  "two runs at once would undo each other's work",
                  "wait for it, or give --lock-wait 10m")
              .at(Place.host(remote.host())));
    }
  }

  @Override
  public void close() {
    held.forEach(Remote.Held::close);
    held.clear();
  }
}
