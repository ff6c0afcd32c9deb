package org.hpcctl.health;

import module java.base;

/// Judges what one host answered.
///
/// @param now what certificates are held against
record Verdict(String host, HostAnswer answer, Instant now) {

  Check of(Subject subject) {
    return switch (subject) {
      case Subject.Web web -> web(web);
      case Subject.Daemon daemon -> daemon(daemon);
      case Subject.Certificate certificate ->
          new CertificateVerdict(host, answer, now).of(certificate);
      case Subject.VirtualIp _ ->
          throw new IllegalArgumentException("the virtual IP is judged for all hosts at once");
    };
  }

  private Check web(Subject.Web web) {
    UnitState unit = UnitState.of(web.unit(), answer);
    SequencedMap<String, String> details = unit.details();
    details.put("url", web.url());
    HostAnswer.Reply reply = answer.replies().get(web.url());
    if (reply == null) {
      return unasked(web, unit).withSystemd(unit.word(), details);
    }
    int code = reply.code();
    Check check =
        switch (code / 100) {
          case 0 -> check(web, Status.UNREACHABLE, silence(web, unit, reply));
          case 2 -> success(web, unit, code);
          case 3 -> check(web, Status.REDIRECT, "answered %d, not 200".formatted(code));
          case 4 -> check(web, Status.CLIENT_ERROR, "answered %d, not 200".formatted(code));
          case 5 -> check(web, Status.SERVER_ERROR, notReady(web, code));
          default -> check(web, Status.UNHEALTHY, "answered %d, not 200".formatted(code));
        };
    return check.withSystemd(unit.word(), details).answered(reply);
  }

  private Check success(Subject.Web web, UnitState unit, int code) {
    if (code != 200) {
      return check(web, Status.UNHEALTHY, "answered %d, not 200".formatted(code));
    }
    if (!unit.known()) {
      return check(web, Status.UNKNOWN, "it answers, but " + whyNoUnit());
    }
    if (unit.running()) {
      return check(web, Status.HEALTHY, "ready");
    }
    return check(
        web,
        Status.UNHEALTHY,
        unit.changing()
            ? "it answers, but %s is %s".formatted(web.unit(), unit.word())
            : "something else answers on port %d: %s is %s"
                .formatted(web.number(), web.unit(), unit.word()));
  }

  private String silence(Subject.Web web, UnitState unit, HostAnswer.Reply reply) {
    return unit.known() && !unit.running() ? unit.trouble(web.service(), host) : reply.error();
  }

  private String notReady(Subject.Web web, int code) {
    return web.service().equals(Scope.NGINX)
        ? "answered %d: a service of this host is not ready".formatted(code)
        : "answered %d: hpcctl logs %s --host %s".formatted(code, web.service(), host);
  }

  /// A unit that does not run answers nobody, whether or not we could ask it.
  private Check unasked(Subject.Web web, UnitState unit) {
    return unit.known() && !unit.running()
        ? check(web, Status.UNREACHABLE, unit.trouble(web.service(), host))
        : check(
            web,
            Status.UNKNOWN,
            "could not ask: " + answer.failures().getOrDefault("asks", "curl said nothing"));
  }

  private Check daemon(Subject.Daemon daemon) {
    UnitState unit = UnitState.of(daemon.unit(), answer);
    Check check =
        !unit.known()
            ? check(daemon, Status.UNKNOWN, whyNoUnit())
            : unit.running()
                ? check(daemon, Status.HEALTHY, "running")
                : check(daemon, Status.UNHEALTHY, unit.trouble(daemon.service(), host));
    return check.withSystemd(unit.word(), unit.details());
  }

  private String whyNoUnit() {
    return answer.failures().getOrDefault("units", "systemd did not answer");
  }

  private Check check(Subject subject, Status status, String message) {
    return Check.plain(host, subject, status, message);
  }
}
