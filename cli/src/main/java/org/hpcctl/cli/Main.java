package org.hpcctl.cli;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import picocli.CommandLine;

/// The door. [#run] is the whole program; only [#main] ends the process.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    QuietLibraries.unlessAsked();
    Ahead.of(args);
    // Not System.exit: that asks every jar for a logger to tell of it (20 ms). Nothing of ours
    // waits for the end of the JVM, and all output is flushed.
    Runtime.getRuntime().halt(run(args, Terminal.ofThisProcess()));
  }

  /// Runs one command line.
  ///
  /// @return the exit status, see [ExitCode]
  public static int run(String[] args, Terminal terminal) {
    try {
      if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
        terminal.out().println(Version.line());
        return ExitCode.OK.status();
      }
      Optional<CertRenewCommand> renewal = CertRenewCommand.ofTimer(List.of(args), terminal);
      if (renewal.isPresent()) {
        return run(renewal.get(), terminal);
      }
      return Hpcctl.commandLine(args, terminal)
          .setExecutionExceptionHandler((e, line, _) -> failed(e, line.getCommand(), terminal))
          .setParameterExceptionHandler((e, _) -> misused(e, terminal))
          .execute(args);
    } catch (RuntimeException | Error e) {
      return ourBug(e, terminal);
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  private static int run(CertRenewCommand renewal, Terminal terminal) {
    try {
      return renewal.call();
    } catch (Refused refused) {
      return failed(refused, renewal, terminal);
    }
  }

  private static int failed(Exception e, Object called, Terminal terminal) {
    if (!(e instanceof Refused refused)) {
      return ourBug(e, terminal);
    }
    List<Problem> problems = refused.problems();
    if (called instanceof Formatted command && command.json()) {
      terminal.out().println(ProblemJson.of(problems));
    } else {
      terminal.tell(problems);
    }
    return ExitCode.REFUSED.status();
  }

  private static int misused(CommandLine.ParameterException e, Terminal terminal) {
    CommandLine line = e.getCommandLine();
    if (e.getArgSpec() == null
        && !line.getSubcommands().isEmpty()
        && !(e instanceof CommandLine.UnmatchedArgumentException)) {
      line.usage(terminal.err());
      return ExitCode.USAGE.status();
    }
    String what =
        e instanceof CommandLine.UnmatchedArgumentException unmatched
            ? "there is no command or option `%s`".formatted(unmatched.getUnmatched().getFirst())
            : e.getMessage();
    terminal.err().println("hpcctl: " + what);
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, terminal.err())) {
      terminal.err().println("Try `%s --help`.".formatted(line.getCommandSpec().qualifiedName()));
    }
    return ExitCode.USAGE.status();
  }

  private static int ourBug(Throwable e, Terminal terminal) {
    terminal.err().println("hpcctl: this is a bug of hpcctl, not of your cluster.");
    e.printStackTrace(terminal.err());
    terminal
        .err()
        .println(
            "Please report the lines above, the command and the output of `hpcctl --version`.");
    return ExitCode.BUG.status();
  }
}
