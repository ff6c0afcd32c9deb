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
    return answer("sh -s", bytes(script), script.deadline(), line);
  }

  @Override
  public final Output send(Command command, InputStream bytes, Duration deadline) {
    return answer(command.toString(), bytes, deadline, _ -> {});
  }

  @Override
  public final Held hold(Script script, Predicate<String> greets) {
    CompletableFuture<String> greeting = new CompletableFuture<>();
    enter();
    try {
      Conversation conversation =
          begin(
              "sh -s",
              script.deadline(),
              line -> {
                if (greets.test(line)) {
                  greeting.complete(line);
                }
              });
      return new HeldScript(this::leave, conversation, bytes(script), greeting);
    } catch (RuntimeException e) {
      leave();
      throw e;
    }
  }

  private Output answer(
      String command, InputStream bytes, Duration deadline, Consumer<String> line) {
    enter();
    try (Conversation conversation = begin(command, deadline, line)) {
      return conversation.answer(conversation.feed(bytes, true));
    } finally {
      leave();
    }
  }

  private Conversation begin(String command, Duration deadline, Consumer<String> line) {
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
      return new Conversation(host, exec, admission, deadline, line);
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

  private static InputStream bytes(Script script) {
    return new ByteArrayInputStream(script.text().getBytes(StandardCharsets.UTF_8));
  }
}
