package org.hpcctl.services.jobapi;

import module java.base;

import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Kind;

/// What the configuration says of this service alone.
///
/// @param scheduler `slurm`, `local`, or empty: Slurm in a cluster, local jobs for a service that
///   was started alone
/// @param act the socket of the helper that acts as users
/// @param orders how many orders to it may be under way at once
record Options(Optional<String> scheduler, Path act, int orders) {
  static final Path ACT = Path.of("/run/hpcctl/act.sock");

  static Options read(Fields fields) {
    return new Options(
        fields.optional("scheduler", Kind.oneOf(List.of("slurm", "local"))),
        fields.optional("act_socket", Kind.path(), ACT),
        Math.toIntExact(fields.optional("orders_at_once", Kind.number(1, 128), 48L)));
  }

  boolean local(boolean alone) {
    return scheduler.map("local"::equals).orElse(alone);
  }
}
