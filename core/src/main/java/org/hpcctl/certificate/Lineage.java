package org.hpcctl.certificate;

import module java.base;

/// The story of one certificate: what is held, on which hosts it is served, and what went wrong
/// since it last went well.
///
/// @param held the newest certificate that was issued
/// @param deployed for each host the serial of the certificate that it was proven to serve
/// @param failures attempts to get a certificate that failed since the last that succeeded, oldest
///   first; at most [#REMEMBERED]
/// @param lastAttempt when something was last tried, and what became of it
/// @param resting until when a CA asked to be left alone, by its directory (Retry-After, RFC 8555
///   6.6)
/// @param earlierEnds when the certificate ends that was served before what is held; empty when
///   there was none
public record Lineage(
    Optional<Held> held,
    SortedMap<String, String> deployed,
    List<Failure> failures,
    Optional<Attempt> lastAttempt,
    SortedMap<String, Instant> resting,
    Optional<Instant> earlierEnds) {
  static final int REMEMBERED = 100;

  /// Nothing was ever issued.
  public static final Lineage NONE =
      new Lineage(
          Optional.empty(),
          new TreeMap<>(),
          List.of(),
          Optional.empty(),
          new TreeMap<>(),
          Optional.empty());

  public Lineage {
    deployed = Collections.unmodifiableSortedMap(new TreeMap<>(deployed));
    failures = List.copyOf(failures);
    resting = Collections.unmodifiableSortedMap(new TreeMap<>(resting));
  }

  /// A certificate that was issued.
  ///
  /// @param directory of the CA that issued it
  /// @param names as they were ordered
  /// @param keyType the word of `web.ssl.key_type` it was ordered with
  /// @param serial in hexadecimal, without leading zeros
  /// @param renewAt when the CA proposes to renew it (ARI, RFC 9773), if it does
  /// @param askAgain when the CA wants to be asked next for that proposal, if it makes them
  public record Held(
      String directory,
      SortedSet<String> names,
      String keyType,
      String issuer,
      String serial,
      Instant notBefore,
      Instant notAfter,
      Optional<Instant> renewAt,
      Optional<Instant> askAgain) {
    public Held {
      names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /// The same certificate with a later proposal of its CA.
    public Held proposed(Optional<Instant> renew, Optional<Instant> ask) {
      return new Held(directory, names, keyType, issuer, serial, notBefore, notAfter, renew, ask);
    }
  }

  /// An attempt that failed.
  ///
  /// @param directory of the CA that was asked
  public record Failure(Instant at, String directory, String what) {}

  /// @param error what went wrong, empty when all went well
  public record Attempt(Instant at, Optional<String> error) {}

  /// After an order that succeeded; it is served nowhere yet.
  public Lineage issued(Held certificate, Instant now) {
    return new Lineage(
        Optional.of(certificate),
        deployed,
        List.of(),
        Optional.of(new Attempt(now, Optional.of("issued, not yet deployed"))),
        new TreeMap<>(),
        servedEnds());
  }

  /// After an order that failed.
  public Lineage failed(Failure failure, Optional<Instant> retryAfter) {
    List<Failure> all = new ArrayList<>(failures);
    all.add(failure);
    SortedMap<String, Instant> rests = new TreeMap<>(resting);
    retryAfter.ifPresent(until -> rests.put(failure.directory(), until));
    return new Lineage(
        held,
        deployed,
        all.subList(Math.max(0, all.size() - REMEMBERED), all.size()),
        Optional.of(new Attempt(failure.at(), Optional.of(failure.what()))),
        rests,
        earlierEnds);
  }

  /// After something was tried that never reached the CA.
  public Lineage attempted(Instant now, String error) {
    return new Lineage(
        held,
        deployed,
        failures,
        Optional.of(new Attempt(now, Optional.of(error))),
        resting,
        earlierEnds);
  }

  /// After these hosts were proven to serve what is held.
  ///
  /// @param error why others do not, if so
  public Lineage served(Collection<String> hosts, Instant now, Optional<String> error) {
    SortedMap<String, String> all = new TreeMap<>(deployed);
    held.ifPresent(certificate -> hosts.forEach(host -> all.put(host, certificate.serial())));
    return new Lineage(
        held, all, failures, Optional.of(new Attempt(now, error)), resting, earlierEnds);
  }

  /// After the CA proposed when to renew.
  public Lineage proposed(Optional<Instant> renew, Optional<Instant> ask) {
    return new Lineage(
        held.map(certificate -> certificate.proposed(renew, ask)),
        deployed,
        failures,
        lastAttempt,
        resting,
        earlierEnds);
  }

  /// The certificate is gone from where it was kept; what is known of the CAs stays.
  public Lineage lost() {
    return new Lineage(
        Optional.empty(), new TreeMap<>(), failures, lastAttempt, resting, servedEnds());
  }

  /// What these hosts serve is not known any more.
  public Lineage notKnownOn(Collection<String> hosts) {
    SortedMap<String, String> all = new TreeMap<>(deployed);
    all.keySet().removeAll(hosts);
    return new Lineage(held, all, failures, lastAttempt, resting, earlierEnds);
  }

  /// After the certificate was revoked: it is held no longer.
  public Lineage revoked(Instant now) {
    return new Lineage(
        Optional.empty(),
        new TreeMap<>(),
        failures,
        Optional.of(new Attempt(now, Optional.of("revoked"))),
        resting,
        servedEnds());
  }

  /// When the certificate ends that hosts serve, as far as it is known: the one that is held once
  /// it is served anywhere, else the one before.
  public Optional<Instant> servedEnds() {
    return held.filter(certificate -> deployed.containsValue(certificate.serial()))
        .map(Held::notAfter)
        .or(() -> earlierEnds);
  }

  /// Whether so little time is left to what hosts serve that it is an alarm.
  ///
  /// @param critical so little, at most
  public boolean pressing(Duration critical, Instant now) {
    return held.isPresent()
        && servedEnds()
            .map(end -> end.minus(Lifetime.of(held.get(), critical, critical).critical()))
            .filter(now::isAfter)
            .isPresent();
  }

  /// The hosts among these that do not serve what is held, in their order.
  public List<String> behind(Collection<String> hosts) {
    return held.map(
            certificate ->
                hosts.stream()
                    .filter(host -> !certificate.serial().equals(deployed.get(host)))
                    .toList())
        .orElse(List.of());
  }
}
