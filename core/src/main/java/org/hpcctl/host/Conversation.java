package org.hpcctl.host;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.shell.Output;

/// One command from its start to its end: feeds it, hears it, bounds its length and its time.
final class Conversation implements AutoCloseable {
  /// More than this is no answer but an accident.
  static final int MOST_OUTPUT = 64 * 1024 * 1024;

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final String host;
  private final Exec exec;
  private final Optional<Admission> admission;
  private final Instant deadline;
  private final boolean keeping;
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final CompletableFuture<Void> heard;
  private final CompletableFuture<Void> complained;

  /// Begins to listen. `line` hears each line of the command's standard output.
  ///
  /// @param keeping whether the answer shall hold the standard output, and its length be bounded
  Conversation(
      String host,
      Exec exec,
      Optional<Admission> admission,
      Duration patience,
      Consumer<String> line,
      boolean keeping) {
    this.host = host;
    this.exec = exec;
    this.admission = admission;
    this.deadline = Instant.now().plus(patience);
    this.keeping = keeping;
    this.heard = Fleet.beside(host + " stdout", () -> hear(line));
    this.complained = Fleet.beside(host + " stderr", this::hearComplaints);
  }

  /// Begins to feed `bytes`; standard input is closed after them when `closing`.
  CompletableFuture<Void> feed(InputStream bytes, boolean closing) {
    return Fleet.beside(
        host + " stdin",
        () -> {
          OutputStream stdin = exec.stdin();
          try {
            if (admission.isEmpty() || admission.get().login(stdin)) {
              copy(bytes, stdin);
            }
          } finally {
            if (closing) {
              closeQuietly(stdin);
            }
          }
          return null;
        });
  }

  /// The same, but ends the command when `until` is complete before it.
  Output answer(CompletableFuture<Void> fed, CompletableFuture<?> until) {
    await(CompletableFuture.anyOf(heard, until));
    if (until.isDone()) {
      exec.close();
      return new Output(0, "", "");
    }
    return answer(fed);
  }

  /// Waits for the end and gives the answer.
  Output answer(CompletableFuture<Void> fed) {
    await(heard);
    await(complained);
    int exit = exit();
    admission.ifPresent(Admission::ended);
    await(fed);
    String errors = stderr.toString(StandardCharsets.UTF_8);
    admission
        .flatMap(door -> door.refusal(errors))
        .ifPresent(
            problem -> {
              throw new Unreachable(problem, false);
            });
    return new Output(
        exit,
        stdout.toString(StandardCharsets.UTF_8),
        admission.map(door -> door.withoutPrompts(errors)).orElse(errors));
  }

  /// Waits for something that the command is about to do.
  <T> T await(CompletableFuture<T> event) {
    try {
      return event.get(left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw overdue(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case TooMuch tooMuch -> tooMuch.told(host);
        case IOException broken -> lost(broken);
        case RuntimeException bug -> bug;
        case null, default -> new IllegalStateException(e);
      };
    }
  }

  /// Waits for the first line of a script that stays.
  String greeting(CompletableFuture<String> greeting, CompletableFuture<Void> fed) {
    await(CompletableFuture.anyOf(greeting, heard));
    if (!greeting.isDone()) {
      Output answer = answer(fed);
      throw new Unreachable(
          Problem.error(
                  "what should stay on " + host + " ended at once, with status " + answer.exit(),
                  answer.stderr().strip(),
                  "")
              .at(Place.host(host)),
          false);
    }
    return greeting.join();
  }

  boolean ended() {
    return heard.isDone();
  }

  /// Ends a script that stays: by the end of its standard input, else by force.
  void end() {
    closeQuietly(exec.stdin());
    try {
      heard.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      exec.exit(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | IOException givenUp) {
      // The force below is all that is left.
    }
    exec.close();
  }

  @Override
  public void close() {
    exec.close();
  }

  private int exit() {
    try {
      return exec.exit(left());
    } catch (TimeoutException e) {
      throw overdue(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private Void hear(Consumer<String> line) throws IOException {
    LineSplitter lines =
        new LineSplitter(
            text -> {
              if (admission.isEmpty() || admission.get().isFromCommand(text)) {
                if (keeping) {
                  stdout.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
                }
                line.accept(text);
              }
            });
    try {
      pump(exec.stdout(), lines::accept, keeping ? MOST_OUTPUT : Long.MAX_VALUE);
      lines.end();
    } finally {
      admission.ifPresent(Admission::ended);
    }
    return null;
  }

  private Void hearComplaints() throws IOException {
    pump(
        exec.stderr(),
        (bytes, length) -> {
          stderr.write(bytes, 0, length);
          if (admission.isPresent()
              && !admission.get().isStillWelcome(stderr.toString(StandardCharsets.UTF_8))) {
            closeQuietly(exec.stdin());
          }
        },
        MOST_OUTPUT);
    return null;
  }

  private static void pump(InputStream from, ObjIntConsumer<byte[]> bytes, long most)
      throws IOException {
    byte[] buffer = new byte[32 * 1024];
    long heard = 0;
    for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
      heard += length;
      if (heard > most) {
        throw new TooMuch();
      }
      bytes.accept(buffer, length);
    }
  }

  /// A command may end before it has read everything; only the source's own failure counts here.
  private static void copy(InputStream bytes, OutputStream stdin) {
    byte[] buffer = new byte[32 * 1024];
    try (bytes) {
      for (int length = bytes.read(buffer); length >= 0; length = bytes.read(buffer)) {
        try {
          stdin.write(buffer, 0, length);
        } catch (IOException endedBefore) {
          return;
        }
      }
      flushQuietly(stdin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flushQuietly(OutputStream stdin) {
    try {
      stdin.flush();
    } catch (IOException endedBefore) {
      // The answer tells what became of the command.
    }
  }

  private static void closeQuietly(OutputStream stdin) {
    try {
      stdin.close();
    } catch (IOException endedBefore) {
      // The answer tells what became of the command.
    }
  }

  private Duration left() {
    Duration left = Duration.between(Instant.now(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Unreachable overdue(Exception cause) {
    exec.close();
    return new Unreachable(
        Problem.error(
                host + " did not finish in time",
                "The command was given up; what it began may be half done.",
                "run it again")
            .at(Place.host(host)),
        true,
        cause);
  }

  private Unreachable interrupted(InterruptedException cause) {
    exec.close();
    Thread.currentThread().interrupt();
    return new Unreachable(
        Problem.error("interrupted", "The command was given up.", "run it again")
            .at(Place.host(host)),
        true,
        cause);
  }

  private Unreachable lost(IOException cause) {
    return new Unreachable(
        Problem.error(
                "the connection to " + host + " broke",
                "What it was doing may be half done.",
                "run it again")
            .at(Place.host(host)),
        true,
        cause);
  }

  private static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1L;

    Unreachable told(String host) {
      return new Unreachable(
          Problem.error(host + " said more than 64 MB; we stopped listening", "", "")
              .at(Place.host(host)),
          false,
          this);
    }
  }
}
