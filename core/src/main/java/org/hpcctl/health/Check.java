package org.hpcctl.health;

import module java.base;

/// What was found at one subject.
///
/// @param node the host, or the cluster's name for what concerns all of it
/// @param port that was asked
/// @param httpCode the status that was answered, if any
/// @param seconds how long the answer took
/// @param systemd the unit's state in systemd's words, `not-found` when it is not installed,
///   `unknown` when systemd did not say, empty where there is no unit
/// @param message one sentence: what is wrong and what to do, or why all is well
/// @param expires when a certificate ends
/// @param details what else is known, for whoever wants all
public record Check(
    String node,
    String service,
    String type,
    OptionalInt port,
    Status status,
    OptionalInt httpCode,
    OptionalDouble seconds,
    String systemd,
    String message,
    Optional<Instant> expires,
    SequencedMap<String, String> details) {

  public Check {
    // What a host or curl said stands on one line, whatever it was.
    message = message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    details = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(details));
  }

  /// A check without an answer over HTTP, without a unit.
  static Check plain(String node, Subject subject, Status status, String message) {
    return new Check(
        node,
        subject.service(),
        subject.type(),
        subject.port(),
        status,
        OptionalInt.empty(),
        OptionalDouble.empty(),
        "",
        message,
        Optional.empty(),
        new LinkedHashMap<>());
  }

  Check withSystemd(String state, SequencedMap<String, String> more) {
    return new Check(
        node, service, type, port, status, httpCode, seconds, state, message, expires, more);
  }

  Check answered(HostAnswer.Reply reply) {
    return new Check(
        node,
        service,
        type,
        port,
        status,
        reply.code() == 0 ? OptionalInt.empty() : OptionalInt.of(reply.code()),
        OptionalDouble.of(reply.seconds()),
        systemd,
        message,
        expires,
        details);
  }

  /// With a warning in place of what it said.
  Check warned(String why) {
    return new Check(
        node,
        service,
        type,
        port,
        Status.WARNING,
        httpCode,
        seconds,
        systemd,
        why,
        expires,
        details);
  }

  Check expiring(Instant end, SequencedMap<String, String> more) {
    return new Check(
        node,
        service,
        type,
        port,
        status,
        httpCode,
        seconds,
        systemd,
        message,
        Optional.of(end),
        more);
  }
}
