package org.hpcctl.host;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.secret.Secret;
import org.hpcctl.shell.Command;

/// Gets one command past `sudo`. The password goes to standard input, and only after sudo asked for
/// it with a prompt that nobody else can know; a line with another such word says that we are root.
final class Admission {
  private final String host;
  private final Optional<Secret> password;
  private final String ready = "ready-" + nonce();
  private final String prompt = "password-" + nonce() + ":";
  private final Consumer<Problem> refused;

  /// True when sudo asks for the password, false when it lets us in without or the command ended.
  private final CompletableFuture<Boolean> asked = new CompletableFuture<>();

  /// True when we are root, false when the command ended before.
  private final CompletableFuture<Boolean> admitted = new CompletableFuture<>();

  private volatile int prompts;

  /// @param refused hears when sudo says no
  Admission(String host, Become.Sudo sudo, Consumer<Problem> refused) {
    this.host = host;
    this.password = sudo.password();
    this.refused = refused;
  }

  /// The command line to run instead of `command`.
  String around(String command) {
    String inside = "echo " + ready + "; exec " + command;
    return password.isEmpty()
        ? Command.of("sudo", "-n", "--", "sh", "-c", inside).toString()
        : Command.of("sudo", "-S", "-p", prompt, "--", "sh", "-c", inside).toString();
  }

  /// Answers sudo's question, if it asks. True when standard input is the command's from now on:
  /// before that, sudo would take each line for one more password.
  boolean login(OutputStream stdin) throws IOException, InterruptedException, ExecutionException {
    if (password.isEmpty()) {
      return true;
    }
    if (asked.get()) {
      stdin.write((password.get().reveal() + "\n").getBytes(StandardCharsets.UTF_8));
      stdin.flush();
    }
    return admitted.get();
  }

  /// Takes the lines before the command's own; what a login shell prints is among them and is
  /// dropped. Returns whether `line` belongs to the command.
  boolean isFromCommand(String line) {
    if (admitted.isDone()) {
      return true;
    }
    if (line.equals(ready)) {
      asked.complete(false);
      admitted.complete(true);
    }
    return false;
  }

  /// Sees what is on standard error so far. False when the password was asked for again.
  boolean isStillWelcome(String stderr) {
    if (!admitted.isDone()) {
      prompts = (stderr.length() - withoutPrompts(stderr).length()) / prompt.length();
      if (prompts > 0) {
        asked.complete(true);
      }
    }
    return prompts < 2;
  }

  /// The command has ended, admitted or not.
  void ended() {
    asked.complete(false);
    admitted.complete(false);
  }

  String withoutPrompts(String stderr) {
    return stderr.replace(prompt, "");
  }

  /// Why the command never became root, when it did not.
  Optional<Problem> refusal(String stderr) {
    if (admitted.getNow(false)) {
      return Optional.empty();
    }
    String said = withoutPrompts(stderr).strip().lines().collect(Collectors.joining(" / "));
    String why = said.isEmpty() ? "" : "It says: " + said;
    Problem problem;
    if (prompts > 1) {
      problem =
          Problem.error(
              "sudo on " + host + " refuses the password",
              "It was sent once and is not sent again: too many wrong ones lock the account.",
              "give the right one with --ask-become-pass");
    } else if (password.isPresent()) {
      problem = Problem.error("sudo on " + host + " refuses us", why, "see sudoers(5) there");
    } else {
      problem =
          Problem.error(
              "we cannot become root on " + host + " by sudo without a password",
              why,
              "give one with --ask-become-pass or HPCCTL_BECOME_PASSWORD_FILE,"
                  + " or allow NOPASSWD in sudoers");
    }
    problem = problem.at(Place.host(host));
    refused.accept(problem);
    return Optional.of(problem);
  }

  private static String nonce() {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
