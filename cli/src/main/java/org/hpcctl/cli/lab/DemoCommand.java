package org.hpcctl.cli.lab;

import module java.base;

import org.hpcctl.cli.ExitCode;
import org.hpcctl.cli.Main;
import org.hpcctl.cli.Terminal;
import org.hpcctl.lab.Lab;
import org.hpcctl.lab.LabSpec;
import org.hpcctl.lab.Suite;
import org.hpcctl.lab.Unable;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import picocli.CommandLine.Command;

/// `hpcctl demo`: the commands an operator types, one after the other, on a lab.
@Command(
    name = "demo",
    description = {
      "Boot three hosts on this machine, set them up, check them and say where the portal is.",
      "Where that is not possible, show the plan for the example instead. Ends with: hpcctl lab"
          + " down"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl demo", "  hpcctl lab ssh head1", "  hpcctl lab down"})
public final class DemoCommand implements Callable<Integer> {
  private static final int HEADS = 3;

  private final Terminal terminal;

  public DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      Lab.check();
    } catch (Unable e) {
      return plan(e);
    }
    try {
      return show(lab());
    } catch (Unable e) {
      throw new Refused(Problem.error(e.what(), "", e.fix()));
    }
  }

  private int plan(Unable unable) {
    terminal.err().println("No hosts can be booted here: " + unable.what() + ".");
    if (!unable.fix().isEmpty()) {
      terminal.err().println("To see them: " + unable.fix() + ".");
    }
    return type("setup", "--phase", "web", "--dry-run", "--offline");
  }

  private Lab lab() {
    Optional<Lab> running = Lab.find(LabSpec.DEFAULT_NAME);
    if (running.isPresent()) {
      terminal.err().println("The lab is up already: this goes on with it.");
      return running.get();
    }
    ProgressLine progress = new ProgressLine(terminal);
    Lab lab =
        Lab.up(new LabSpec(LabSpec.DEFAULT_NAME, HEADS, 0, List.of(Suite.BOOKWORM)), progress)
            .keep();
    progress.end();
    return lab;
  }

  private int show(Lab lab) {
    String yaml = lab.yaml().toString();
    int setup = type("setup", "--phase", "web", "--yes", "--config", yaml);
    if (setup != ExitCode.OK.status()) {
      return setup;
    }
    int health = type("health", "--all-nodes", "--config", yaml);
    terminal
        .out()
        .print(
            """

            The portal is at https://%1$s/ (from this machine: curl -k https://%1$s/).
            Take a head's power away and look again: hpcctl lab kill head1
            When you have seen enough: hpcctl lab down
            """
                .formatted(lab.vip()));
    return health;
  }

  private int type(String... words) {
    terminal.err().println("$ hpcctl " + String.join(" ", words));
    terminal.err().flush();
    return Main.run(words, terminal);
  }
}
