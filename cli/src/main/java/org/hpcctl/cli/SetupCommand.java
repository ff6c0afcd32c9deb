package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Connections;
import org.hpcctl.host.Fleet;
import org.hpcctl.plan.Plan;
import org.hpcctl.plan.Release;
import org.hpcctl.plan.SavedPlan;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.report.PlanJson;
import org.hpcctl.report.PlanText;
import org.hpcctl.run.ClusterLock;
import org.hpcctl.run.HostResult;
import org.hpcctl.run.Run;
import org.hpcctl.spec.Cluster;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hpcctl setup`: the pipeline from the YAML to its end, or to wherever it shall stop.
@Command(
    name = "setup",
    description = {
      "Make the hosts what the YAML says. Shows what it will change, asks, changes only that.",
      "Run it again at any moment: what is as it should be is left alone."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl setup --phase web --dry-run            what would change, as a diff",
      "  hpcctl setup --phase web --dry-run --offline  the same for empty hosts, without a"
          + " connection",
      "  hpcctl setup --yes --format json              from a pipeline",
      "  hpcctl setup --dry-run --save-plan plan.json && hpcctl setup --plan plan.json",
      "%nExit status: 0 done or nothing to do, 1 refused or failed, 2 with --detailed-exitcode"
          + " when",
      "changes are pending, 3 some hosts are done and some are not."
    })
final class SetupCommand implements Callable<Integer>, Formatted {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Planning planning = new Planning();
  @Mixin private final Reach reach = new Reach();

  @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
  private boolean dryRun;

  @Option(
      names = "--offline",
      description = "Plan for empty hosts, without a connection. Changes nothing.")
  private boolean offline;

  @Option(
      names = "--save-plan",
      paramLabel = "FILE",
      description = "Write down what would change. It holds digests, never a secret.")
  private Optional<Path> savePlan = Optional.empty();

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "Apply exactly what was saved, or refuse when anything is different now.")
  private Optional<Path> plan = Optional.empty();

  @Option(names = "--skip-ssl", description = "Serve the portal without TLS, for a test.")
  private boolean skipSsl;

  @Option(
      names = "--force",
      description = "Start every unit anew, one host at a time, also when nothing differs.")
  private boolean force;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before changing something.")
  private boolean yes;

  @Option(
      names = "--detailed-exitcode",
      description = "With --dry-run: end with status 2 when changes are pending.")
  private boolean detailedExitCode;

  @Option(
      names = "--lock-wait",
      paramLabel = "DURATION",
      converter = DurationWord.class,
      description = "Wait this long for another run to end: 30s, 10m. Default: do not wait.")
  private Duration lockWait = Duration.ZERO;

  @Mixin private final TextOrJson format = new TextOrJson();

  @Option(
      names = "--verbose",
      description = "Show new files whole, and with --yes the plan as well.")
  private boolean verbose;

  SetupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public boolean json() {
    return format.json();
  }

  @Override
  public Integer call() {
    refuseContradictions();
    Cluster written = offline ? file.readToLookAt(terminal) : file.read(terminal);
    Cluster cluster = skipSsl ? WithoutTls.of(written) : written;
    Path base = file.directory(terminal);
    if (offline) {
      Release release = ReleaseFiles.ofThisProgram();
      Plan made = planned(cluster, certificate(cluster), release);
      return show(Survey.offline(made), release);
    }
    Fleet fleet = reach.fleet();
    // The plan is made while the connections are.
    try (Connections.Opening opening =
        reach.opening(cluster, planning.hosts(cluster), base, terminal)) {
      Release release = ReleaseFiles.ofThisProgram();
      PortalCertificate certificate = certificate(cluster);
      Plan made = planned(cluster, certificate, release);
      if (!dryRun || savePlan.isPresent()) {
        certificate.save();
      }
      Connections connections = opening.to(made.hosts());
      Survey survey = Survey.of(made, connections, fleet, force);
      plan.ifPresent(path -> demand(path, release, survey));
      CertificateWork work = new CertificateWork(cluster, file, reach, terminal);
      work.demandKept();
      work.demandNewest(survey);
      if (dryRun) {
        int shown = show(survey, release);
        work.foretell(made, json());
        return shown;
      }
      int applied = apply(made, connections, fleet, survey, release, work, certificate);
      return applied == ExitCode.OK.status()
          ? work.follow(made, planning.whole(), connections, json()).status()
          : applied;
    }
  }

  private PortalCertificate certificate(Cluster cluster) {
    return PortalCertificate.of(cluster, file, terminal, InstantSource.system());
  }

  private Plan planned(Cluster cluster, PortalCertificate certificate, Release release) {
    Plan made =
        planning.plan(
            cluster, certificate, SignInAuthorityFiles.of(cluster, file, terminal), release);
    tellWhatIsLeftOut(cluster);
    return made;
  }

  private void refuseContradictions() {
    if (offline && (yes || plan.isPresent() || savePlan.isPresent())) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--offline looks only: it goes with neither --yes nor --plan nor --save-plan");
    }
  }

  private void tellWhatIsLeftOut(Cluster cluster) {
    planning.notice(cluster).ifPresent(words -> terminal.err().println("note: " + words));
    planning.limited().ifPresent(terminal.err()::println);
    planning
        .notBuilt()
        .ifPresent(phases -> terminal.err().println("not built yet, left out: " + phases));
  }

  private void demand(Path path, Release release, Survey survey) {
    SavedPlanFile.demand(
        path,
        SavedPlanFile.read(terminal.path(path.toString())),
        SavedPlan.of(release.version(), survey.differences().values()));
  }

  private void save(Survey survey, Release release) {
    savePlan.ifPresent(
        path ->
            SavedPlanFile.write(
                terminal.path(path.toString()),
                SavedPlan.of(release.version(), survey.differences().values())));
  }

  private int show(Survey survey, Release release) {
    save(survey, release);
    survey.show(terminal, json(), verbose);
    return survey.seen(detailedExitCode).status();
  }

  private int apply(
      Plan made,
      Connections connections,
      Fleet fleet,
      Survey survey,
      Release release,
      CertificateWork work,
      PortalCertificate certificate) {
    save(survey, release);
    if (!survey.someAreSound()) {
      throw new Refused(survey.allProblems());
    }
    String id = Run.newId(Clock.systemDefaultZone());
    RunProgress progress =
        new RunProgress(terminal.err(), terminal.live() && !json(), terminal.inkOfMessages());
    Run run = new Run(id, made, force, fleet, progress);
    if (!survey.pending()) {
      return report(id, survey, run.apply(connections.remotes(), survey.differences()));
    }
    if (!json()) {
      // Whoever has agreed already reads the plan by --dry-run.
      terminal
          .out()
          .print(
              yes && !verbose
                  ? planText().summary(survey.differences().values()) + "\n"
                  : planText().of(survey.differences().values()));
      terminal.out().flush();
    }
    if (!agreed()) {
      terminal.err().println("Nothing was changed.");
      return ExitCode.REFUSED.status();
    }
    try (ClusterLock lock =
        ClusterLock.take(connections.remotes(), ThisHost.owner("run " + id), lockWait)) {
      // Whoever waited for another run looks again at what that one left.
      boolean alone = lockWait.isZero() && !lock.contended();
      Survey now = alone ? survey : Survey.of(made, connections, fleet, force);
      plan.ifPresent(path -> demand(path, release, now));
      work.demandUnmoved(certificate.pair());
      work.forgetWhatChanges(now);
      return report(id, now, run.apply(connections.remotes(), now.differences()));
    }
  }

  /// A pipe has nobody who could answer: there the flag is the answer.
  private boolean agreed() {
    if (yes || plan.isPresent()) {
      return true;
    }
    if (!terminal.asks()) {
      throw new Refused(
          Problem.error(
              "there is nobody to ask whether to change this",
              "standard input and standard error are not both a terminal",
              "give --yes to apply it, or --dry-run to look only"));
    }
    return terminal.agrees("Apply this?");
  }

  private int report(String id, Survey survey, List<HostResult> results) {
    List<Problem> problems = new ArrayList<>(survey.problems());
    results.forEach(result -> problems.addAll(result.problems()));
    if (json()) {
      terminal.out().print(PlanJson.run(id, results, survey.problems()));
    } else {
      terminal.tell(problems);
      int changes = results.stream().mapToInt(HostResult::changed).sum();
      int moved = results.stream().mapToInt(HostResult::moved).sum();
      terminal
          .out()
          .println(
              "%d changes, %d units started or restarted, on %d of %d hosts."
                  .formatted(
                      changes,
                      moved,
                      survey.differences().size()
                          - results.stream().filter(result -> !result.succeeded()).count(),
                      survey.differences().size() + unreached(survey)));
    }
    if (problems.isEmpty()) {
      return ExitCode.OK.status();
    }
    return status(results.isEmpty() || results.stream().anyMatch(HostResult::succeeded));
  }

  private static int unreached(Survey survey) {
    return Math.toIntExact(
        survey.problems().stream().flatMap(problem -> problem.place().stream()).distinct().count());
  }

  private static int status(boolean someAreDone) {
    return (someAreDone ? ExitCode.PARTIAL : ExitCode.REFUSED).status();
  }

  private PlanText planText() {
    return new PlanText(terminal.ink(), verbose);
  }
}
