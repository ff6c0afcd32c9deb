package org.hpcctl.services.fileservice;

import module java.base;

import org.hpcctl.services.fileservice.api.Limits;
import org.hpcctl.services.fileservice.transfer.Policy;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Kind;

/// What belongs to this service in its configuration file.
///
/// @param root where the users' directories are; empty for one of the service's own
/// @param act the socket of the helper that acts as users; empty to act as this process
/// @param limits calls a minute by route
record Options(
    Optional<Path> root, Optional<Path> act, Policy policy, Map<String, Integer> limits) {
  private static final long MEBIBYTE = 1024 * 1024;
  private static final long GIBIBYTE = 1024 * MEBIBYTE;
  private static final long LARGEST = 1024 * GIBIBYTE;

  static Options read(Fields fields) {
    Optional<Path> root = fields.optional("root", Kind.path());
    Optional<Path> act = fields.optional("act", Kind.path());
    if (act.isPresent() && root.isEmpty()) {
      fields.fault("root", "missing; the users' directories are below it when act is given");
    }
    return new Options(
        root,
        act,
        new Policy(
            fields.optional("max_file_size", Kind.number(1, LARGEST), 10 * GIBIBYTE),
            fields.optional(
                "chunk_size",
                Kind.number(Policy.SMALLEST_CHUNK, Policy.LARGEST_CHUNK),
                5 * MEBIBYTE),
            fields.optional("quota", Kind.number(0, LARGEST * 1024), 0L),
            Duration.ofHours(fields.optional("expire_hours", Kind.number(1, 24 * 365), 24L)),
            Duration.ofDays(fields.optional("remember_days", Kind.number(1, 3650), 7L)),
            Set.copyOf(
                fields.optional(
                    "refused_endings",
                    Kind.list(
                        Kind.matching(
                            Pattern.compile("[a-z0-9_+-]{1,16}"),
                            "an ending in lower case without its dot"),
                        1000),
                    List.of()))),
        Limits.read(fields.section("limits")));
  }
}
