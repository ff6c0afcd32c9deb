package org.hpcctl.host;

import module java.base;

import org.hpcctl.shell.Command;
import org.hpcctl.shell.Output;
import org.hpcctl.shell.Script;

/// An open connection to one host, acting there as root. Safe for use by several threads.
///
/// Every method throws [Unreachable] when the host or the link fails, and never because a command
/// ended with a status other than 0.
public interface Remote extends AutoCloseable {
  /// The host's name as the operator wrote it.
  String host();

  /// Runs a script by `sh -s`; hands each line of its standard output to `line` as it comes,
  /// without its line end. The answer's `stdout` holds them all.
  Output run(Script script, Consumer<String> line);

  default Output run(Script script) {
    return run(script, _ -> {});
  }

  /// Runs a script that goes on, until it ends by itself or `until` is complete; keeps nothing of
  /// what it says. One that was ended so answers with the status 0.
  Output follow(Script script, Consumer<String> line, CompletableFuture<?> until);

  /// Streams `bytes` into the standard input of a command. No secret may stand in its words.
  Output send(Command command, InputStream bytes, Duration deadline);

  /// Starts a script that stays until the result is closed; awaits its first line of output that
  /// `greets` accepts: what a login shell's start files print does not count.
  Held hold(Script script, Predicate<String> greets);

  default Held hold(Script script) {
    return hold(script, _ -> true);
  }

  /// How many execs went over this connection so far: what a round trip costs is counted, not
  /// guessed.
  int execs();

  @Override
  void close();

  /// A script that runs as long as this is open. Closing ends its standard input.
  interface Held extends AutoCloseable {
    /// The first line it printed.
    String greeting();

    /// Whether the script still runs, as far as we can tell.
    boolean alive();

    @Override
    void close();
  }
}
