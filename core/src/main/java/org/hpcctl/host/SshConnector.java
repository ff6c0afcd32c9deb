package org.hpcctl.host;

import module java.base;

import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;

/// Opens SSH connections, through other hosts where needed. Connections to jump hosts are shared
/// and stay open until this is closed; each known_hosts is read once.
final class SshConnector implements AutoCloseable {
  private static final int MOST_TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final Optional<Agent> agent;
  private final Map<Endpoint.Ssh, FutureTask<SSHClient>> jumps = new ConcurrentHashMap<>();
  private final Map<List<Path>, KnownHosts> known = new ConcurrentHashMap<>();
  private final Queue<SSHClient> opened = new ConcurrentLinkedQueue<>();

  SshConnector(Optional<Agent> agent) {
    this.agent = agent;
  }

  SshRemote open(Endpoint.Ssh endpoint) {
    return new SshRemote(endpoint, loggedIn(endpoint));
  }

  /// Reads known_hosts again: somebody may have written to it.
  void readAgain() {
    known.clear();
  }

  /// Looks at the key that a host shows and hangs up; logs in nowhere but at the jump hosts.
  HostKeyCheck look(Endpoint.Ssh endpoint) {
    HostKeyCheck check = check(endpoint);
    SSHClient client = SshClients.unconnected(endpoint.patience());
    client.addHostKeyVerifier(check);
    try {
      reach(endpoint, client, Instant.now().plus(endpoint.patience()));
    } catch (IOException | TimeoutException e) {
      if (check.seen().isEmpty()) {
        throw unreachable(endpoint, e);
      }
    } finally {
      SshClients.closeQuietly(client);
    }
    return check;
  }

  @Override
  public void close() {
    opened.forEach(SshClients::closeQuietly);
  }

  private SSHClient loggedIn(Endpoint.Ssh endpoint) {
    Instant deadline = Instant.now().plus(endpoint.patience());
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; ; tries++) {
      try {
        return tried(endpoint, deadline);
      } catch (Unreachable e) {
        // Half to one and a half of the pause: hosts behind one door must not come back together.
        Duration jittered =
            pause.multipliedBy(ThreadLocalRandom.current().nextLong(50, 150)).dividedBy(100);
        if (!e.transientFault()
            || tries == MOST_TRIES
            || Instant.now().plus(jittered).isAfter(deadline)) {
          throw e;
        }
        pause(endpoint, jittered);
        pause = pause.multipliedBy(2);
      }
    }
  }

  private SSHClient tried(Endpoint.Ssh endpoint, Instant deadline) {
    Duration left = left(deadline);
    HostKeyCheck check = check(endpoint);
    SSHClient client = SshClients.unconnected(left);
    client.addHostKeyVerifier(check);
    try {
      reach(endpoint, client, deadline);
      login(endpoint, client);
      opened.add(client);
      return client;
    } catch (IOException | TimeoutException e) {
      SshClients.closeQuietly(client);
      Unreachable failure =
          check
              .objection()
              .map(problem -> new Unreachable(problem, false, e))
              .orElseGet(() -> unreachable(endpoint, e));
      throw failure;
    } catch (RuntimeException e) {
      SshClients.closeQuietly(client);
      throw e;
    }
  }

  private HostKeyCheck check(Endpoint.Ssh endpoint) {
    return new HostKeyCheck(
        endpoint, known.computeIfAbsent(endpoint.knownHosts(), files -> read(endpoint, files)));
  }

  private static KnownHosts read(Endpoint.Ssh endpoint, List<Path> files) {
    try {
      return KnownHosts.read(files);
    } catch (IOException e) {
      throw new Unreachable(
          Problem.error("known_hosts cannot be read: " + e.getMessage(), "", "make it readable")
              .at(Place.host(endpoint.name())),
          false,
          e);
    }
  }

  private void reach(Endpoint.Ssh endpoint, SSHClient client, Instant deadline)
      throws IOException, TimeoutException {
    Optional<SSHClient> jump = endpoint.jump().map(this::jump);
    CompletableFuture<Void> connecting =
        Fleet.dialing(
            endpoint.name() + " connect",
            () -> {
              if (jump.isPresent()) {
                client.connectVia(
                    jump.get().newDirectConnection(endpoint.address(), endpoint.port()));
              } else {
                client.connect(endpoint.address(), endpoint.port());
              }
              return null;
            });
    try {
      connecting.get(left(deadline).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      connecting.cancel(true);
      throw interrupted(endpoint, e);
    } catch (TimeoutException e) {
      // A host that takes the connection and says nothing would keep the thread for ever.
      connecting.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }

  private SSHClient jump(Endpoint.Ssh endpoint) {
    FutureTask<SSHClient> mine = new FutureTask<>(() -> loggedIn(endpoint));
    FutureTask<SSHClient> shared = jumps.computeIfAbsent(endpoint, _ -> mine);
    if (shared == mine) {
      mine.run();
    }
    try {
      return shared.get();
    } catch (InterruptedException e) {
      throw interrupted(endpoint, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Unreachable failure) {
        // The same for all who wanted through; it has been tried often enough.
        throw new Unreachable(failure.problem(), false, failure);
      }
      throw new IllegalStateException(e);
    }
  }

  private void login(Endpoint.Ssh endpoint, SSHClient client) throws IOException {
    Login login = Login.of(endpoint, agent, client);
    if (login.methods().isEmpty()) {
      throw new Unreachable(
          Problem.error(
                  "there is no key to log in to " + endpoint.name() + " with",
                  String.join("; ", login.withheld()),
                  "name one in the YAML (ssh: {key: …}) or add one to the ssh-agent: ssh-add")
              .at(Place.host(endpoint.name())),
          false);
    }
    try {
      client.auth(endpoint.user(), login.methods());
    } catch (UserAuthException e) {
      if (!client.isConnected() && e.getDisconnectReason().toInt() == 0) {
        throw e;
      }
      throw new Unreachable(refused(endpoint, login), false, e);
    }
  }

  private static Problem refused(Endpoint.Ssh endpoint, Login login) {
    String tried = "Tried: " + String.join(", ", login.offered()) + ".";
    return Problem.error(
            endpoint.name() + " does not let " + endpoint.user() + " in",
            login.withheld().isEmpty()
                ? tried
                : tried + " Not usable: " + String.join("; ", login.withheld()) + ".",
            "ssh-copy-id -p "
                + endpoint.port()
                + " "
                + endpoint.user()
                + "@"
                + endpoint.address()
                + ", or name another key or user in the YAML")
        .at(Place.host(endpoint.name()));
  }

  private static Unreachable unreachable(Endpoint.Ssh endpoint, Exception cause) {
    String where = endpoint.address() + " port " + endpoint.port();
    String through = endpoint.jump().map(jump -> " through " + jump.name()).orElse("");
    String what = endpoint.name() + " cannot be reached at " + where + through;
    boolean unresolved = cause instanceof UnknownHostException;
    String why =
        switch (cause) {
          case UnknownHostException _ -> "Its name is unknown here.";
          case TimeoutException _, SocketTimeoutException _ ->
              "It did not answer within " + endpoint.patience().toMillis() / 1000.0 + " s.";
          case Exception other -> Objects.requireNonNullElse(other.getMessage(), other.toString());
        };
    return new Unreachable(
        Problem.error(
                what, why, unresolved ? "give its address: ip" : "is it on, and is sshd running?")
            .at(Place.host(endpoint.name())),
        !unresolved,
        cause);
  }

  private static void pause(Endpoint.Ssh endpoint, Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      throw interrupted(endpoint, e);
    }
  }

  private static Unreachable interrupted(Endpoint.Ssh endpoint, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new Unreachable(
        Problem.error("interrupted", "", "run it again").at(Place.host(endpoint.name())),
        false,
        cause);
  }

  private static Duration left(Instant deadline) {
    Duration left = Duration.between(Instant.now(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
