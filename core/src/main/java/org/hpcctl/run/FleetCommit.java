package org.hpcctl.run;

import module java.base;

import org.hpcctl.host.Fleet;
import org.hpcctl.host.Outcome;
import org.hpcctl.host.Remote;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.shell.Output;
import org.hpcctl.shell.Script;

/// One change that several hosts make together or not at all: prepared on all, then committed on
/// all, and undone on all when it failed on one.
///
/// Each script may be run twice. One that fails says in its last line why.
///
/// @param done whether every host has made it
/// @param problems why not, and what could not be undone
public record FleetCommit(boolean done, List<Problem> problems) {
  private static final String KEPT = "all hosts keep what they had";

  /// What one host does.
  ///
  /// @param prepare changes nothing that anybody would notice
  /// @param commit takes it into use and proves it
  /// @param undo puts back what was before, wherever the others stopped
  public record Steps(Script prepare, Script commit, Script undo) {}

  public FleetCommit {
    problems = List.copyOf(problems);
  }

  /// Makes the change.
  ///
  /// @param what for the problems: `the new certificate`
  /// @param steps of each host
  public static FleetCommit make(
      String what,
      Fleet fleet,
      Collection<? extends Remote> remotes,
      Function<String, Steps> steps) {
    SequencedMap<String, Steps> all = new LinkedHashMap<>();
    remotes.forEach(remote -> all.put(remote.host(), steps.apply(remote.host())));
    List<Problem> prepared =
        problems(
            fleet, remotes, remote -> step(all, remote).prepare(), what + " cannot be used", KEPT);
    if (!prepared.isEmpty()) {
      return new FleetCommit(false, prepared);
    }
    List<Problem> committed =
        problems(
            fleet,
            remotes,
            remote -> step(all, remote).commit(),
            what + " was not taken into use",
            KEPT);
    if (committed.isEmpty()) {
      return new FleetCommit(true, List.of());
    }
    List<Problem> problems = new ArrayList<>(committed);
    problems.addAll(
        problems(
            fleet,
            remotes,
            remote -> step(all, remote).undo(),
            what + " could not be taken back on this host",
            "it may go on with the new one while the others have the old"));
    return new FleetCommit(false, problems);
  }

  private static Steps step(Map<String, Steps> all, Remote remote) {
    return Objects.requireNonNull(all.get(remote.host()));
  }

  private static List<Problem> problems(
      Fleet fleet,
      Collection<? extends Remote> remotes,
      Function<Remote, Script> script,
      String what,
      String why) {
    List<Problem> problems = new ArrayList<>();
    fleet
        .each(remotes, remote -> remote.run(script.apply(remote)))
        .forEach(
            (host, outcome) -> {
              switch (outcome) {
                case Outcome.Done<Output>(Output output) when output.succeeded() -> {}
                case Outcome.Done<Output>(Output output) ->
                    problems.add(
                        Problem.error(
                                what + ": " + said(output), why, "mend this host, then run again")
                            .at(Place.host(host)));
                case Outcome.Failed<Output>(List<Problem> lost, boolean _) -> problems.addAll(lost);
              }
            });
    return problems;
  }

  private static String said(Output output) {
    return Stream.of(output.stdout(), output.stderr())
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((_, last) -> last)
        .orElse("the script ended with status " + output.exit());
  }
}
