package org.hpcctl.host;

import module java.base;

import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;

/// One exec over a channel of an SSH connection (RFC 4254, 6.5 and 6.10).
final class SshExec implements Exec {
  private static final Duration OPENING = Duration.ofSeconds(10);
  private static final int PAUSE_MILLIS = 25;

  private final Session session;
  private final Session.Command command;

  private SshExec(Session session, Session.Command command) {
    this.session = session;
    this.command = command;
  }

  static SshExec start(SSHClient client, String commandLine) throws IOException {
    Session session = open(client);
    try {
      // Without it, a command that says much waits for the window at each 2 MB.
      session.setAutoExpand(true);
      return new SshExec(session, session.exec(commandLine));
    } catch (IOException e) {
      session.close();
      throw e;
    }
  }

  private static Session open(SSHClient client) throws IOException {
    Instant deadline = Instant.now().plus(OPENING);
    while (true) {
      try {
        return client.startSession();
      } catch (OpenFailException full) {
        // A server counts a channel until it has seen it closed (MaxSessions): soon there is room.
        if (Instant.now().isAfter(deadline)) {
          throw full;
        }
        pause(full);
      } catch (IllegalStateException broken) {
        // So the library tells that the connection is gone.
        throw new IOException(broken);
      }
    }
  }

  private static void pause(IOException full) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw full;
    }
  }

  @Override
  public OutputStream stdin() {
    return command.getOutputStream();
  }

  @Override
  public InputStream stdout() {
    return command.getInputStream();
  }

  @Override
  public InputStream stderr() {
    return command.getErrorStream();
  }

  @Override
  public int exit(Duration patience) throws IOException, TimeoutException {
    try {
      command.join(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ConnectionException e) {
      if (e.getCause() instanceof TimeoutException timeout) {
        throw timeout;
      }
      throw e;
    }
    Integer status = command.getExitStatus();
    if (status != null) {
      return status;
    }
    Signal signal = command.getExitSignal();
    if (signal == null) {
      throw new EOFException("the channel was closed without an exit status");
    }
    return 128 + number(signal);
  }

  @Override
  public boolean running() {
    return command.isOpen();
  }

  @Override
  public void close() {
    if (command.isOpen()) {
      // The server answers only when the command has ended, which we do not wait for.
      Fleet.beside(
          "closing",
          () -> {
            session.close();
            return null;
          });
    }
  }

  private static int number(Signal signal) {
    return switch (signal) {
      case HUP -> 1;
      case INT -> 2;
      case QUIT -> 3;
      case ILL -> 4;
      case ABRT -> 6;
      case FPE -> 8;
      case KILL -> 9;
      case USR1 -> 10;
      case SEGV -> 11;
      case USR2 -> 12;
      case PIPE -> 13;
      case ALRM -> 14;
      case TERM -> 15;
      case UNKNOWN -> 127;
    };
  }
}
