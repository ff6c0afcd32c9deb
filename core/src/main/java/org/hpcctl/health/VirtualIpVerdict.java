package org.hpcctl.health;

import module java.base;

/// Judges who holds the virtual IP: exactly one host must.
final class VirtualIpVerdict {
  private VirtualIpVerdict() {}

  static Optional<Check> of(Scope scope, Map<String, HostAsked> asked) {
    List<String> hosts = scope.holders();
    return hosts.stream()
        .flatMap(host -> scope.hosts().getOrDefault(host, List.of()).stream())
        .filter(Subject.VirtualIp.class::isInstance)
        .map(Subject.VirtualIp.class::cast)
        .findFirst()
        .map(subject -> judged(scope.cluster(), subject, hosts, asked));
  }

  /// The hosts that said that they hold it.
  static List<String> holding(Collection<String> hosts, Map<String, HostAsked> asked) {
    return hosts.stream().filter(host -> said(asked, host).orElse(false)).toList();
  }

  private static Check judged(
      String cluster, Subject.VirtualIp subject, List<String> hosts, Map<String, HostAsked> asked) {
    List<String> holders = holding(hosts, asked);
    List<String> silent = hosts.stream().filter(host -> said(asked, host).isEmpty()).toList();
    String address = subject.address();
    if (holders.size() > 1) {
      return check(
          cluster,
          subject,
          Status.UNHEALTHY,
          "%s is on %s at once: they do not hear each other's VRRP"
              .formatted(address, String.join(" and ", holders)));
    }
    if (!silent.isEmpty()) {
      return check(
          cluster,
          subject,
          Status.UNKNOWN,
          "%s; %s could not be asked"
              .formatted(
                  holders.isEmpty()
                      ? "no holder of %s was found".formatted(address)
                      : "%s is on %s".formatted(address, holders.getFirst()),
                  String.join(", ", silent)));
    }
    return holders.isEmpty()
        ? check(cluster, subject, Status.UNHEALTHY, "nobody holds " + address)
        : check(cluster, subject, Status.HEALTHY, address + " is on " + holders.getFirst());
  }

  /// Empty when the host could not tell.
  private static Optional<Boolean> said(Map<String, HostAsked> asked, String host) {
    return switch (asked.get(host)) {
      case HostAsked.Answered(var answer) -> answer.holds();
      case HostAsked.NotReached _ -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  private static Check check(
      String cluster, Subject.VirtualIp subject, Status status, String message) {
    return Check.plain(cluster, subject, status, message);
  }
}
