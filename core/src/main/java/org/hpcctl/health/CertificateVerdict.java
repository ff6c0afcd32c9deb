package org.hpcctl.health;

import module java.base;

import java.security.cert.X509Certificate;
import org.hpcctl.certificate.Lifetime;
import org.hpcctl.secret.CertificateNames;

/// Judges the certificate that a host shows its visitors, and whether it lets them in over HTTPS.
record CertificateVerdict(String host, HostAnswer answer, Instant now) {
  /// Fewer days left than this deserve a warning, for a usual life.
  static final int WARNING_DAYS = 21;

  /// Fewer days left than this are an alarm, for a usual life.
  static final int CRITICAL_DAYS = 7;

  Check of(Subject.Certificate wanted) {
    Optional<X509Certificate> shown = answer.shown().stream().findFirst();
    Optional<X509Certificate> stored = answer.stored().flatMap(chain -> chain.stream().findFirst());
    Optional<X509Certificate> found = shown.or(() -> stored);
    if (found.isEmpty()) {
      return answer.stored().isPresent()
          ? check(wanted, Status.UNREACHABLE, "none is installed: hpcctl setup --phase web")
          : check(wanted, Status.UNKNOWN, notAsked());
    }
    X509Certificate certificate = found.get();
    Instant end = certificate.getNotAfter().toInstant();
    long days = Duration.between(now, end).toDays();
    boolean outdated = shown.isPresent() && stored.isPresent() && !shown.equals(stored);
    Check check = notVisited(wanted).orElseGet(() -> judged(wanted, certificate, days, outdated));
    return check.expiring(end, details(certificate, days, shown.isPresent()));
  }

  /// The file says nothing of whether anybody can come in. It is judged only where the server
  /// answered and curl is too old to tell what it showed.
  private Optional<Check> notVisited(Subject.Certificate wanted) {
    if (answer.visit().isEmpty()) {
      return Optional.of(check(wanted, Status.UNKNOWN, notAsked()));
    }
    HostAnswer.Visit visit = answer.visit().get();
    if (visit.exit() == 0) {
      return Optional.empty();
    }
    String why = visit.error().isBlank() ? "curl ended with " + visit.exit() : visit.error();
    return Optional.of(check(wanted, Status.UNREACHABLE, "HTTPS does not answer: " + why));
  }

  private String notAsked() {
    return "could not ask: " + String.join(", ", new TreeSet<>(answer.failures().values()));
  }

  private Check judged(
      Subject.Certificate wanted, X509Certificate certificate, long days, boolean outdated) {
    Instant end = certificate.getNotAfter().toInstant();
    Instant begin = certificate.getNotBefore().toInstant();
    CertificateNames names = CertificateNames.of(certificate);
    if (!now.isBefore(end)) {
      return check(wanted, Status.UNHEALTHY, "expired on " + day(end));
    }
    if (now.isBefore(begin)) {
      return check(wanted, Status.UNHEALTHY, "not valid before " + day(begin));
    }
    if (!names.cover(wanted.name())) {
      return check(
          wanted, Status.UNHEALTHY, "not for %s but for %s".formatted(wanted.name(), names));
    }
    String left = "%d day%s left, until %s".formatted(days, days == 1 ? "" : "s", day(end));
    Lifetime limits =
        Lifetime.of(begin, end, Duration.ofDays(WARNING_DAYS), Duration.ofDays(CRITICAL_DAYS));
    Duration rest = Duration.between(now, end);
    if (rest.compareTo(limits.critical()) < 0) {
      return check(wanted, Status.UNHEALTHY, left);
    }
    if (outdated) {
      return check(
          wanted,
          Status.WARNING,
          "nginx shows an older one than is installed: hpcctl service restart nginx --host "
              + host);
    }
    return check(
        wanted, rest.compareTo(limits.warning()) < 0 ? Status.WARNING : Status.HEALTHY, left);
  }

  private static SequencedMap<String, String> details(
      X509Certificate certificate, long days, boolean shown) {
    SequencedMap<String, String> details = new LinkedHashMap<>();
    details.put("seen", shown ? "by a visitor" : "in its file");
    details.put("subject", certificate.getSubjectX500Principal().getName());
    details.put("issuer", certificate.getIssuerX500Principal().getName());
    details.put("serial", certificate.getSerialNumber().toString(16));
    details.put("names", CertificateNames.of(certificate).toString());
    details.put("not_before", certificate.getNotBefore().toInstant().toString());
    details.put("not_after", certificate.getNotAfter().toInstant().toString());
    details.put("days_left", Long.toString(days));
    return details;
  }

  private static String day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private Check check(Subject subject, Status status, String message) {
    return Check.plain(host, subject, status, message);
  }
}
