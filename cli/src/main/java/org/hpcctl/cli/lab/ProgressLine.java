package org.hpcctl.cli.lab;

import module java.base;

import org.hpcctl.cli.Terminal;
import org.hpcctl.lab.Step;

/// Tells how far a long task is: one line that changes, or, in a pipe, a line for each stage.
final class ProgressLine implements Consumer<Step> {
  private static final int WIDTH = 79;

  private final Terminal terminal;
  private String stage = "";

  ProgressLine(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(Step step) {
    if (terminal.live()) {
      String text = step.detail().isEmpty() ? step.what() : step.what() + ": " + step.detail();
      terminal.err().print("\r\033[K" + text.substring(0, Math.min(text.length(), WIDTH)));
    } else if (!step.what().equals(stage)) {
      terminal.err().println(step.what());
    }
    stage = step.what();
    terminal.err().flush();
  }

  void end() {
    if (terminal.live()) {
      terminal.err().print("\r\033[K");
      terminal.err().flush();
    }
  }
}
