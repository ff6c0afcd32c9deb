package org.hpcctl.acme;

import module java.base;

import org.hpcctl.problem.Problem;
import org.jspecify.annotations.Nullable;

/// The CA did not do what we asked. What can be tried again within the time allowed was tried.
public final class AcmeFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What kind of failure: it decides who has to act, and when.
  public enum Kind {
    /// The CA cannot be reached, or nothing proves that it is the CA: later, or another CA.
    NETWORK,
    /// The CA answers that it cannot now, or what nobody can understand: later, or another CA.
    SERVER,
    /// Too many requests or orders: not before [#retryAfter()].
    RATE_LIMITED,
    /// Names were not proved or are not allowed: whoever runs their DNS or the heads.
    NAME,
    /// The account: e-mail address, terms, external account, key.
    ACCOUNT,
    /// The CA understood the request and will not do it.
    REFUSED,
    /// The time allowed is over.
    TIMEOUT
  }

  private final Kind kind;
  private final transient Problem problem;
  private final SortedSet<String> names;
  private final transient Optional<Instant> retryAfter;
  private final String type;

  AcmeFailure(
      Kind kind,
      Problem problem,
      Collection<String> names,
      Optional<Instant> retryAfter,
      String type,
      @Nullable Throwable cause) {
    super(problem.what() + (problem.why().isEmpty() ? "" : ": " + problem.why()), cause);
    this.kind = kind;
    this.problem = problem;
    this.names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    this.retryAfter = retryAfter;
    this.type = type;
  }

  AcmeFailure(Kind kind, Problem problem) {
    this(kind, problem, Set.of(), Optional.empty(), "", null);
  }

  public Kind kind() {
    return kind;
  }

  public Problem problem() {
    return problem;
  }

  /// The names at fault as far as the CA told.
  public SortedSet<String> names() {
    return names;
  }

  /// Not before this time, by our own clock.
  public Optional<Instant> retryAfter() {
    return retryAfter;
  }

  /// The last word of the CA's error type (`rejectedIdentifier`, RFC 8555, 6.7), or empty.
  public String type() {
    return type;
  }
}
