package org.hpcctl.run;

import module java.base;

import org.hpcctl.apply.Program;
import org.hpcctl.apply.Progress;
import org.hpcctl.host.Remote;
import org.hpcctl.plan.Change;
import org.hpcctl.plan.Difference;
import org.hpcctl.plan.Observation;
import org.hpcctl.plan.Plan;
import org.hpcctl.plan.Stage;
import org.hpcctl.probe.Question;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.resource.Blob;
import org.hpcctl.shell.Command;
import org.hpcctl.shell.Output;
import org.hpcctl.shell.Script;

/// Makes one stage true on one host: sends what it needs, starts its program, follows it, and asks
/// the host anew in the same exec. What still differs then is a failure, whatever the program said.
final class Applier {
  private static final Duration PATIENCE = Duration.ofMinutes(45);
  private static final Duration UPLOAD = Duration.ofMinutes(15);

  private final String run;
  private final Plan plan;
  private final Consumer<Event> events;

  Applier(String run, Plan plan, Consumer<Event> events) {
    this.run = run;
    this.plan = plan;
    this.events = events;
  }

  /// @param index of the stage in the plan
  /// @return what the host is like afterwards
  /// @throws Refused with what went wrong; the program has put back what it could
  Observation apply(Remote remote, int index, Stage stage, Difference before) {
    List<Change> pending = before.of(index).stream().filter(Change::pending).toList();
    Program program = Program.of(run + "-" + index, stage, pending);
    program.blobs().forEach(blob -> upload(remote, blob));
    Question question = new Prober(plan).question(remote.host());
    Following following = new Following(remote.host(), program);
    Output output =
        remote.run(new Script(program.launcher() + question.script(), PATIENCE), following::accept);
    following.end(output.stderr());
    Observation after = question.read(output.stdout().lines().toList());
    verify(remote.host(), index, after);
    return after;
  }

  private void verify(String host, int index, Observation after) {
    Difference difference = Difference.between(plan, host, after);
    List<Problem> problems = new ArrayList<>();
    for (Change change : difference.of(index)) {
      if (change instanceof Change.Blocked(_, var problem)) {
        problems.add(problem);
      } else if (change.pending()) {
        problems.add(
            Problem.error(
                    change.desired().id() + " still differs after it was applied",
                    "something on the host changes it back, or the command that makes it does not",
                    "look at it with: hpcctl drift --limit " + host)
                .at(Place.host(host)));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
  }

  private void upload(Remote remote, Blob blob) {
    events.accept(new Event.Uploading(remote.host(), blob));
    Path source = blob.source().orElseThrow();
    String target = "/var/lib/hpcctl/blobs/" + blob.sha256();
    String receive =
        "umask 077; mkdir -p /var/lib/hpcctl/blobs && cat >%1$s.part && echo '%2$s  %1$s.part' | sha256sum -c --quiet && mv -f %1$s.part %1$s"
            .formatted(target, blob.sha256());
    try (InputStream bytes = Files.newInputStream(source)) {
      Output output = remote.send(Command.of("sh", "-c", receive), bytes, UPLOAD);
      if (!output.succeeded()) {
        throw new Refused(
            Problem.error(
                    blob.name() + " could not be stored: " + output.stderr().strip(),
                    "",
                    "look whether the disk of /var/lib/hpcctl is full, then run again")
                .at(Place.host(remote.host())));
      }
    } catch (IOException e) {
      throw new Refused(
          Problem.error(source + " cannot be read: " + e.getMessage(), "", "build it again"));
    }
  }

  /// Turns progress lines into events, and keeps what went wrong.
  private final class Following {
    private final String host;
    private final Program program;
    private final List<String> failures = new ArrayList<>();
    private boolean putBack;
    private boolean ended;

    Following(String host, Program program) {
      this.host = host;
      this.program = program;
    }

    void accept(String line) {
      Progress.read(program, line).ifPresent(this::accept);
    }

    private void accept(Progress progress) {
      switch (progress) {
        case Progress.Step(int change, boolean done) when done ->
            events.accept(new Event.ChangeDone(host, program.changes().get(change)));
        case Progress.Step(int change, boolean _) ->
            events.accept(new Event.ChangeBegan(host, program.changes().get(change)));
        case Progress.Failed(List<Integer> changes, String said) ->
            failures.add(named(changes) + " could not be applied: " + said);
        case Progress.Refused(String said) -> failures.add(said);
        case Progress.GateFailed(String gate, String said) ->
            failures.add(
                (gate.equals("drain")
                        ? "traffic could not be moved away: "
                        : "the host did not become ready: ")
                    + said);
        case Progress.Gate(String gate, boolean done) -> {
          putBack |= gate.equals("rollback") && done;
          events.accept(done ? new Event.GateDone(host, gate) : new Event.GateBegan(host, gate));
        }
        case Progress.Ended _ -> ended = true;
      }
    }

    private String named(List<Integer> changes) {
      String first = program.changes().get(changes.getFirst()).desired().id();
      return changes.size() == 1
          ? first
          : "%s and %d more that belong to it".formatted(first, changes.size() - 1);
    }

    void end(String stderr) {
      if (!ended && failures.isEmpty()) {
        failures.add(
            "the apply did not come to its end; its log is /var/lib/hpcctl/runs/"
                + program.run()
                + "/log"
                + (stderr.isBlank() ? "" : ": " + stderr.strip()));
      }
      if (!failures.isEmpty()) {
        throw new Refused(failures.stream().map(this::problem).toList());
      }
    }

    private Problem problem(String what) {
      return Problem.error(
              what.lines().map(String::strip).collect(Collectors.joining("; ")),
              putBack ? "the files and units of this stage were put back" : "",
              "mend the cause and run again: only what is missing is done")
          .at(Place.host(host));
    }
  }
}
