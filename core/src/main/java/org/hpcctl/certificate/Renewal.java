package org.hpcctl.certificate;

import module java.base;

/// What is due. A pure function of what is held, what is wanted and the time: it loads no
/// cryptography and asks nobody.
public sealed interface Renewal {
  /// Certificates that live shorter than this are renewed with half of their life left, others with
  /// a third.
  Duration SHORT_LIFE = Duration.ofDays(10);

  /// For so long after its issue, or a twentieth of its life, no proposal of the CA is believed.
  Duration FIRST = Duration.ofHours(36);

  /// @param why in words, for people
  record Issue(String why) implements Renewal {}

  /// What is held is not yet served by these hosts.
  record Deploy(List<String> hosts) implements Renewal {}

  /// The CA wants to be asked whether the time has come.
  record Ask() implements Renewal {}

  /// @param next when it will be renewed
  /// @param why that is the time
  record Nothing(Instant next, String why) implements Renewal {}

  /// @param names wanted
  /// @param keyType wanted
  /// @param directories of the CAs that may issue it
  /// @param hosts that shall serve it
  static Renewal due(
      Lineage lineage,
      Collection<String> names,
      String keyType,
      Collection<String> directories,
      Collection<String> hosts,
      Instant now) {
    if (lineage.held().isEmpty()) {
      return new Issue("there is none yet");
    }
    Lineage.Held held = lineage.held().get();
    if (!held.names().equals(new TreeSet<>(names))) {
      return new Issue("it is for other names: " + String.join(", ", held.names()));
    }
    if (!held.keyType().equals(keyType)) {
      return new Issue("its key is of another type: " + held.keyType());
    }
    if (!directories.contains(held.directory())) {
      return new Issue("it is from another CA: " + held.directory());
    }
    // A host that is gone for good must not keep the others from a new certificate.
    if (!now.isBefore(next(held))) {
      return new Issue(why(held));
    }
    List<String> behind = lineage.behind(hosts);
    if (!behind.isEmpty()) {
      return new Deploy(behind);
    }
    return held.askAgain().filter(ask -> !now.isBefore(ask)).isPresent()
        ? new Ask()
        : new Nothing(next(held), why(held));
  }

  /// When it is to be renewed.
  static Instant next(Lineage.Held held) {
    Instant latest = held.notAfter().minus(margin(held));
    return proposed(held)
        .map(at -> at.isBefore(latest) ? at : latest)
        .orElseGet(() -> byLifetime(held));
  }

  /// Why that is the time.
  static String why(Lineage.Held held) {
    if (proposed(held).isPresent()) {
      return "the CA proposes it";
    }
    return life(held).compareTo(SHORT_LIFE) < 0
        ? "half of its life is over"
        : "two thirds of its life are over";
  }

  // A proposal for a time at which it had just been issued would have us order without end.
  private static Optional<Instant> proposed(Lineage.Held held) {
    Duration share = part(held, 20);
    Duration first = share.compareTo(FIRST) < 0 ? share : FIRST;
    return held.renewAt()
        .filter(at -> at.isBefore(held.notAfter()))
        .filter(at -> at.isAfter(held.notBefore().plus(first)));
  }

  // The timer may be most of a day late.
  private static Duration margin(Lineage.Held held) {
    Duration tenth = part(held, 10);
    Duration least = life(held).compareTo(SHORT_LIFE) < 0 ? part(held, 4) : Duration.ofDays(1);
    return tenth.compareTo(least) < 0 ? least : tenth;
  }

  private static Instant byLifetime(Lineage.Held held) {
    Duration left = part(held, life(held).compareTo(SHORT_LIFE) < 0 ? 2 : 3);
    return held.notAfter().minus(left).truncatedTo(ChronoUnit.SECONDS);
  }

  // Duration divides by BigDecimal, whose set-up takes longer than all that is asked here.
  private static Duration part(Lineage.Held held, int parts) {
    return Duration.ofSeconds(life(held).toSeconds() / parts);
  }

  private static Duration life(Lineage.Held held) {
    return Duration.between(held.notBefore(), held.notAfter());
  }
}
