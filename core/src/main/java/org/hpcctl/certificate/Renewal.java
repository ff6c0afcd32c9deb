package org.hpcctl.certificate;

import module java.base;

/// What is due. A pure function of what is held, what is wanted and the time: it loads no
/// cryptography and asks nobody.
public sealed interface Renewal {
  /// Certificates that live shorter than this are renewed with half of their life left, others with
  /// a third.
  Duration SHORT_LIFE = Duration.ofDays(10);

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
    return held.renewAt()
        .filter(proposed -> proposed.isBefore(held.notAfter()))
        .orElseGet(() -> byLifetime(held));
  }

  /// Why that is the time.
  static String why(Lineage.Held held) {
    if (held.renewAt().filter(proposed -> proposed.isBefore(held.notAfter())).isPresent()) {
      return "the CA proposes it";
    }
    return life(held).compareTo(SHORT_LIFE) < 0
        ? "half of its life is over"
        : "two thirds of its life are over";
  }

  private static Instant byLifetime(Lineage.Held held) {
    Duration left = life(held).dividedBy(life(held).compareTo(SHORT_LIFE) < 0 ? 2 : 3);
    return held.notAfter().minus(left).truncatedTo(ChronoUnit.SECONDS);
  }

  private static Duration life(Lineage.Held held) {
    return Duration.between(held.notBefore(), held.notAfter());
  }
}
