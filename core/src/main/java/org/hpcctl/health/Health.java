package org.hpcctl.health;

import module java.base;

/// How it stands with a cluster: every check, and what they come to.
///
/// @param at when it was asked
/// @param cluster the cluster's name
public record Health(Instant at, String cluster, List<Check> checks) {
  public Health {
    checks = List.copyOf(checks);
  }

  /// @param asked what became of the question to each host of the scope
  public static Health of(Scope scope, Map<String, HostAsked> asked, Instant now) {
    List<Check> checks = new ArrayList<>();
    scope
        .hosts()
        .forEach(
            (host, subjects) -> {
              HostAsked outcome = Objects.requireNonNull(asked.get(host));
              subjects.stream()
                  .filter(subject -> !(subject instanceof Subject.VirtualIp))
                  .map(subject -> check(host, subject, outcome, now))
                  .forEach(checks::add);
            });
    VirtualIpVerdict.of(scope, asked).ifPresent(checks::add);
    return new Health(now, scope.cluster(), checks);
  }

  private static Check check(String host, Subject subject, HostAsked asked, Instant now) {
    return switch (asked) {
      case HostAsked.Answered(var answer) -> new Verdict(host, answer, now).of(subject);
      case HostAsked.NotReached(var why) -> {
        Check unknown = Check.plain(host, subject, Status.UNKNOWN, why);
        yield switch (subject) {
          case Subject.Web _, Subject.Daemon _ ->
              unknown.withSystemd("unknown", new LinkedHashMap<>());
          case Subject.Certificate _, Subject.VirtualIp _ -> unknown;
        };
      }
    };
  }

  /// The same, knowing which certificate is the newest: a host that serves another one deserves a
  /// warning, whatever was done or undone there.
  ///
  /// @param serial of the newest, in hexadecimal
  public Health withNewestCertificate(String serial) {
    return new Health(
        at,
        cluster,
        checks.stream()
            .map(
                check ->
                    check.status() == Status.HEALTHY
                            && check.details().containsKey("serial")
                            && !serial.equals(check.details().get("serial"))
                        ? check.warned("not the newest certificate: hpcctl setup --phase web")
                        : check)
            .toList());
  }

  public long count(Status.Weight weight) {
    return checks.stream().filter(check -> check.status().weight() == weight).count();
  }

  /// The worst of all: what is wrong counts more than what is not known, and that more than a
  /// warning.
  public Status.Weight verdict() {
    return Stream.of(Status.Weight.BAD, Status.Weight.UNKNOWN, Status.Weight.WARNING)
        .filter(weight -> count(weight) > 0)
        .findFirst()
        .orElse(Status.Weight.GOOD);
  }

  /// `Summary: 30 healthy, 3 unhealthy`, and what else there is.
  String summary() {
    StringBuilder text = new StringBuilder("Summary: ");
    text.append(count(Status.Weight.GOOD)).append(" healthy, ");
    text.append(count(Status.Weight.BAD)).append(" unhealthy");
    if (count(Status.Weight.WARNING) > 0) {
      text.append(", ").append(count(Status.Weight.WARNING)).append(" with a warning");
    }
    if (count(Status.Weight.UNKNOWN) > 0) {
      text.append(", ").append(count(Status.Weight.UNKNOWN)).append(" unknown");
    }
    return text.append('\n').toString();
  }
}
