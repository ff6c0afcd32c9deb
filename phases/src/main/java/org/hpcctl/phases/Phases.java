package org.hpcctl.phases;

import module java.base;

import org.hpcctl.phases.infrastructure.Infrastructure;
import org.hpcctl.phases.keepalived.Keepalived;
import org.hpcctl.phases.web.Web;
import org.hpcctl.plan.Phase;

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
