package org.hpcctl.cli;

import module java.base;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `hpcctl completion`
@Command(
    name = "completion",
    description = "Print what makes a shell complete commands, options and their values.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(hpcctl completion bash)",
      "  hpcctl completion bash > /etc/bash_completion.d/hpcctl",
      "  echo 'source <(hpcctl completion zsh)' >> ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SHELL",
      description = "${COMPLETION-CANDIDATES}. Default: bash.")
  @SuppressWarnings("UnusedVariable") // Only a word that is neither is refused.
  private Shell shell = Shell.bash;

  /// One script serves both: in zsh it switches on what understands bash's.
  enum Shell {
    bash,
    zsh
  }

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(AutoComplete.bash("hpcctl", Hpcctl.commandLine(new String[0], terminal)));
    return ExitCode.OK.status();
  }
}
