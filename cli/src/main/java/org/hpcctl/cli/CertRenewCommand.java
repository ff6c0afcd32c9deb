package org.hpcctl.cli;

import module java.base;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hpcctl cert renew`
@Command(
    name = "renew",
    description = {
      "Renew the certificate if it is due, and bring it to every head. This is what the timer"
          + " runs:",
      "while nothing is due it reads one small file and ends. A certificate that was renewed and"
          + " not",
      "deployed everywhere is deployed first."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl cert renew",
      "  hpcctl cert renew --install-timer            twice a day, on this machine",
      "  17 5,17 * * * hpcctl cert renew -c /etc/hpcctl/my_multihead_cluster.yaml     for cron",
      "%nExit status: 0 done or nothing to do, 1 no certificate was issued, 3 it was issued but is"
          + " not",
      "served by every head: the next run finishes that."
    })
final class CertRenewCommand implements Callable<Integer>, Formatted {
  private final Terminal terminal;

  @Mixin private final SpecFile file;
  @Mixin private final Reach reach = new Reach();
  @Mixin private final TextOrJson format = new TextOrJson();

  @Option(
      names = "--install-timer",
      description = {
        "Have systemd run this twice a day on this machine, at random minutes, also for times at",
        "which it was off. Renews nothing now."
      })
  private boolean installTimer;

  CertRenewCommand(Terminal terminal) {
    this(terminal, new SpecFile());
  }

  private CertRenewCommand(Terminal terminal, SpecFile file) {
    this.terminal = terminal;
    this.file = file;
  }

  /// The command line that timers run, understood without the library that reads all others: that
  /// takes longer than all the rest of a run with nothing due. Empty for any other.
  static Optional<CertRenewCommand> ofTimer(List<String> arguments, Terminal terminal) {
    boolean alone = arguments.equals(List.of("cert", "renew"));
    boolean named =
        arguments.size() == 4
            && arguments.subList(0, 2).equals(List.of("cert", "renew"))
            && (arguments.get(2).equals("--config") || arguments.get(2).equals("-c"))
            && !arguments.get(3).startsWith("-");
    return alone || named
        ? Optional.of(
            new CertRenewCommand(
                terminal, alone ? new SpecFile() : SpecFile.of(arguments.getLast())))
        : Optional.empty();
  }

  @Override
  public boolean json() {
    return format.json();
  }

  @Override
  public Integer call() {
    CertificateWork work = CertificateWork.of(file, reach, terminal);
    if (installTimer) {
      // systemd gives it no variables: what the YAML asks for must lie beside it.
      file.read(
          terminal.withEnvironment(
              name ->
                  Set.of("HPCCTL_CONFIG", "HOME").contains(name)
                      ? terminal.environment().apply(name)
                      : Optional.empty()));
      terminal.out().println(LocalTimer.install(file.path(terminal)));
      return ExitCode.OK.status();
    }
    return work.report(work.run(false), json());
  }
}
