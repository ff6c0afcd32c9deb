package org.hpcctl.phases;

import module java.base;

import org.hpcctl.phases.infrastructure.Infrastructure;
import org.hpcctl.phases.keepalived.Keepalived;
import org.hpcctl.phases.web.Web;
import org.hpcctl.plan.Phase;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.templates.Templates;

/// The order in which a cluster is made. This list is the order; nothing else decides it.
public final class Phases {
  private static final List<Phase> ALL = List.of(new Infrastructure(), new Keepalived(), new Web());

  private static final List<NotBuilt> NOT_BUILT =
      List.of(
          new NotBuilt(1, "storage", "GlusterFS"),
          new NotBuilt(2, "database", "MariaDB Galera"),
          new NotBuilt(3, "redis", "Redis"),
          new NotBuilt(4, "slurm", "Slurm"),
          new NotBuilt(7, "backup", "backups"));

  /// What a phase cannot do without: `setup --phase web` brings the whole of it.
  private static final Map<String, List<String>> NEEDS =
      Map.of(
          "keepalived", List.of("infrastructure"), "web", List.of("infrastructure", "keepalived"));

  private Phases() {}

  /// What this hpcctl can do, in order.
  public static List<Phase> all() {
    return ALL;
  }

  /// The phase with this name or number.
  public static Optional<Phase> find(String nameOrNumber) {
    return ALL.stream()
        .filter(phase -> matches(phase.number(), phase.name(), nameOrNumber))
        .findFirst();
  }

  /// The phases asked for and those they need, in order, without those to be left out.
  ///
  /// @param wanted names or numbers; none means all
  /// @throws Refused when one is unknown or not built yet
  public static List<Phase> select(List<String> wanted, List<String> skipped) {
    List<Problem> problems = new ArrayList<>();
    Set<String> kept = new HashSet<>();
    for (String name : wanted) {
      find(name)
          .ifPresentOrElse(
              phase -> {
                kept.add(phase.name());
                kept.addAll(NEEDS.getOrDefault(phase.name(), List.of()));
              },
              () -> problems.add(unknown(name)));
    }
    if (wanted.isEmpty()) {
      ALL.forEach(phase -> kept.add(phase.name()));
    }
    for (String name : skipped) {
      if (NOT_BUILT.stream().noneMatch(phase -> phase.is(name))) {
        find(name)
            .ifPresentOrElse(phase -> kept.remove(phase.name()), () -> problems.add(unknown(name)));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return ALL.stream().filter(phase -> kept.contains(phase.name())).toList();
  }

  /// Does what a plan waits for whatever the cluster is; for a thread beside the one that reads it.
  public static void prepare() {
    Templates.prepare();
  }

  private static Problem unknown(String name) {
    String built =
        ALL.stream()
            .map(phase -> phase.number() + " " + phase.name())
            .collect(Collectors.joining(", "));
    return NOT_BUILT.stream()
        .filter(phase -> phase.is(name))
        .findFirst()
        .map(
            phase ->
                Problem.error(
                    "phase %d %s (%s) is not built yet"
                        .formatted(phase.number(), phase.name(), phase.what()),
                    "this hpcctl would do nothing for it",
                    "choose among: " + built))
        .orElseGet(() -> Problem.error("there is no phase " + name, "", "choose among: " + built));
  }

  /// What belongs to the whole cluster and this hpcctl cannot do yet.
  public static List<NotBuilt> notBuilt() {
    return NOT_BUILT;
  }

  private static boolean matches(int number, String name, String wanted) {
    return name.equals(wanted) || String.valueOf(number).equals(wanted);
  }

  /// A phase that has its place but is not made yet.
  ///
  /// @param what it will set up
  public record NotBuilt(int number, String name, String what) {
    public boolean is(String nameOrNumber) {
      return matches(number, name, nameOrNumber);
    }
  }
}
