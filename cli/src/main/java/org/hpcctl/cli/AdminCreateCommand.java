package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Connections;
import org.hpcctl.host.Outcome;
import org.hpcctl.host.Remote;
import org.hpcctl.phases.web.Administrator;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Secret;
import org.hpcctl.shell.Output;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hpcctl admin create`
@Command(
    name = "create",
    description = {
      "Make an account that may do everything in the portal. Its password is made and printed"
          + " once,",
      "unless it is given on standard input. Needs a portal that is set up."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl admin create alice --email alice@example.com",
      "  pass portal/alice | hpcctl admin create alice --email alice@example.com --password-stdin",
      "%nExit status: 0 made, 1 refused: the name is taken, or no head could do it."
    })
final class AdminCreateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Reach reach = new Reach();

  @Parameters(paramLabel = "NAME", description = "The name to sign in with.")
  private String name = "";

  @Option(
      names = "--email",
      required = true,
      paramLabel = "ADDRESS",
      description = "Of the person.")
  private String email = "";

  @Option(
      names = "--password-stdin",
      description = "The password is the first line of standard input.")
  private boolean passwordFromInput;

  AdminCreateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Cluster cluster = ThisHost.reachedDirectly(file.read(terminal));
    Administrator administrator = new Administrator(name, email, password());
    List<String> heads = Administrator.heads(cluster).stream().map(Controller::hostname).toList();
    try (Connections connections =
        reach.connect(cluster, heads, file.directory(terminal), terminal)) {
      Remote head =
          heads.stream()
              .flatMap(host -> connections.remote(host).stream())
              .findFirst()
              .orElseThrow(() -> new Refused(connections.problems()));
      return told(head, run(administrator, head));
    }
  }

  private Optional<Secret> password() throws IOException {
    if (!passwordFromInput) {
      return Optional.empty();
    }
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (line == null || line.isEmpty()) {
      throw new Refused(
          Problem.error(
              "standard input has no password",
              "--password-stdin reads its first line",
              "pipe the password in, or leave the option out to have one made"));
    }
    return Optional.of(new Secret(line));
  }

  private Outcome<Output> run(Administrator administrator, Remote head) {
    return reach
        .fleet()
        .each(List.of(head), one -> one.run(administrator.script()))
        .firstEntry()
        .getValue();
  }

  private int told(Remote head, Outcome<Output> outcome) {
    return switch (outcome) {
      case Outcome.Failed<Output>(List<Problem> why, boolean _) -> throw new Refused(why);
      case Outcome.Done<Output>(Output output) when output.succeeded() -> {
        terminal.out().print(output.stdout());
        yield ExitCode.OK.status();
      }
      case Outcome.Done<Output>(Output output) ->
          throw new Refused(
              Problem.error(
                      "%s was not made an administrator".formatted(name),
                      output.stderr().strip(),
                      "correct it and run again; hpcctl logs auth_service --host " + head.host())
                  .at(Place.host(head.host())));
    };
  }
}
