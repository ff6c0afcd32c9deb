package org.hpcctl.host;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.shell.Command;
import org.hpcctl.shell.Output;
import org.hpcctl.shell.Script;

/// What SSH and this machine have in common: becoming root, feeding a shell, hearing its answer.
abstract sealed class ShellRemote implements Remote permits SshRemote, LocalRemote {
  /// OpenSSH refuses the eleventh (`MaxSessions`) and begins to fail a little before.
  private static final int MOST_CHANNELS = 8;

  private static final Command SHELL = Command.of("sh", "-s");

  private final String host;
  private final Become become;
  private final Semaphore channels = new Semaphore(MOST_CHANNELS);
  private final AtomicInteger execs = new AtomicInteger();
  private volatile Optional<Problem> refusal = Optional.empty();

  ShellRemote(String host, Become become) {
    this.host = host;
    this.become = become;
  }

  /// Starts a command line in the login's shell.
  abstract Exec start(String commandLine) throws IOException;

  @Override
  public final String host() {
    return host;
  }

  @Override
  public final int execs() {
    return execs.get();
  }

  @Override
  public final Output run(Script script, Consumer<String> line) {
    return answer(SHELL, bytes(script), script.deadline(), line);
  }

  @Override
  public final Output follow(Script script, Consumer<String> line, CompletableFuture<?> until) {
    enter();
    String command = bounded(SHELL, script.deadline());
    try (Conversation conversation = begin(command, script.deadline(), line, false)) {
      return conversation.answer(conversation.feed(bytes(script), true), until);
    } finally {
      leave();
    }
  }

  @Override
  public final Output send(Command command, InputStream bytes, Duration deadline) {
    return answer(command, bytes, deadline, _ -> {});
  }

  @Override
  public final Held hold(Script script, Predicate<String> greets) {
    CompletableFuture<String> greeting = new CompletableFuture<>();
    enter();
    try {
      Conversation conversation =
          begin(
              SHELL.toString(),
              script.deadline(),
              line -> {
                if (greets.test(line)) {
                  greeting.complete(line);
                }
              },
              true);
      return new HeldScript(this::leave, conversation, bytes(script), greeting);
    } catch (RuntimeException e) {
      leave();
      throw e;
    }
  }

  private Output answer(
      Command command, InputStream bytes, Duration deadline, Consumer<String> line) {
    enter();
    try (Conversation conversation = begin(bounded(command, deadline), deadline, line, true)) {
      return conversation.answer(conversation.feed(bytes, true));
    } finally {
      leave();
    }
  }

  private Conversation begin(
      String command, Duration deadline, Consumer<String> line, boolean keeping) {
    // One wrong password is enough: the next exec would bring the account closer to its lock.
    refusal.ifPresent(
        problem -> {
          throw new Unreachable(problem, false);
        });
    Optional<Admission> admission =
        switch (become) {
          case Become.AlreadyRoot() -> Optional.empty();
          case Become.Sudo sudo ->
              Optional.of(new Admission(host, sudo, problem -> refusal = Optional.of(problem)));
        };
    execs.incrementAndGet();
    try {
      Exec exec = start(admission.map(door -> door.around(command)).orElse(command));
      return new Conversation(host, exec, admission, deadline, line, keeping);
    } catch (IOException e) {
      throw new Unreachable(
          Problem.error(
                  "the connection to " + host + " broke",
                  "A command could not be started.",
                  "run it again")
              .at(Place.host(host)),
          true,
          e);
    }
  }

  /// A command that we give up must not go on alone. Closing its channel does not end it: sshd
  /// passes on no signal for root. So the host itself holds the deadline, a little later than we
  /// do.
  private static String bounded(Command command, Duration deadline) {
    long seconds = deadline.toSeconds() + 2;
    return "timeout -k 5 " + seconds + " " + command;
  }

  private void enter() {
    try {
      channels.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(
          Problem.error("interrupted", "", "run it again").at(Place.host(host)), true, e);
    }
  }

  private void leave() {
    channels.release();
  }

  // A shell that is kept waiting runs a line only when the line has ended.
  private static InputStream bytes(Script script) {
    String text = script.text().endsWith("\n") ? script.text() : script.text() + "\n";
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
