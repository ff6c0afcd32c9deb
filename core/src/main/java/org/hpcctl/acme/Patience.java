package org.hpcctl.acme;

import module java.base;

import org.hpcctl.problem.Problem;

/// How long we try and wait, and how often: one deadline for each thing that is asked of us,
/// whatever it takes of requests.
///
/// acme4j has nothing of this kind: it never repeats a request that the network lost, and its own
/// waiting falls over clocks that differ.
final class Patience {
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration FIRST_POLL = Duration.ofMillis(20);
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  /// However long the CA wants us to wait, it is asked once more before the end.
  private static final Duration LAST_QUESTION = Duration.ofSeconds(1);

  /// A CA that fails for most of a minute will fail for longer: then another may be asked.
  private static final int MOST_TRIES = 12;

  private final InstantSource clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final Consumer<Progress> progress;
  private Instant end = Instant.MIN;
  private Optional<Instant> asked = Optional.empty();

  Patience(InstantSource clock, Pause pause, RandomGenerator random, Consumer<Progress> progress) {
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    this.progress = progress;
  }

  /// A new thing is asked of us.
  void begin(Duration limit) {
    end = clock.instant().plus(limit);
    asked = Optional.empty();
  }

  Instant now() {
    return clock.instant();
  }

  /// Never negative.
  Duration left() {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// When the CA last wanted to be asked again while it refused to answer.
  Optional<Instant> asked() {
    return asked;
  }

  void asked(Optional<Instant> when) {
    asked = when;
  }

  /// Waits before another try; false, at once, when there is none in time.
  ///
  /// @param failed how often it has failed before this time
  /// @param notBefore what the CA wants
  boolean again(String why, int failed, Optional<Instant> notBefore) {
    Duration backoff = grown(FIRST, failed, LONGEST);
    // Half of it by chance: those who were turned away together shall not come back together.
    long half = backoff.toMillis() / 2;
    Duration wait = Duration.ofMillis(half + random.nextLong(half + 1));
    Duration wanted = notBefore.map(this::until).orElse(Duration.ZERO);
    Duration longer = wait.compareTo(wanted) < 0 ? wanted : wait;
    if (failed + 1 >= MOST_TRIES || longer.compareTo(left()) >= 0) {
      return false;
    }
    progress.accept(new Progress.Retrying(why, longer));
    sleep(longer);
    return true;
  }

  /// Waits before the CA is asked once more how far it is.
  ///
  /// @param asked how often it was asked before
  /// @param notBefore what the CA wants
  /// @throws AcmeFailure when the time is over
  void poll(String what, int asked, Optional<Instant> notBefore) {
    Duration most = left().minus(LAST_QUESTION);
    if (!most.isPositive()) {
      throw new AcmeFailure(
          AcmeFailure.Kind.TIMEOUT,
          Problem.error(
              "the CA did not come to an end in time: " + what,
              "it has not said that anything is wrong",
              "try again later; nothing was changed"));
    }
    Duration step = grown(FIRST_POLL, asked, LONGEST_POLL);
    Duration wanted = notBefore.map(this::until).orElse(Duration.ZERO);
    Duration longer = step.compareTo(wanted) < 0 ? wanted : step;
    sleep(longer.compareTo(most) < 0 ? longer : most);
  }

  private Duration until(Instant when) {
    Duration until = Duration.between(clock.instant(), when);
    return until.isNegative() ? Duration.ZERO : until;
  }

  private static Duration grown(Duration first, int times, Duration most) {
    Duration grown = first.multipliedBy(1L << Math.min(times, 20));
    return grown.compareTo(most) < 0 ? grown : most;
  }

  private void sleep(Duration length) {
    try {
      pause.of(length);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  static AcmeFailure interrupted() {
    return new AcmeFailure(
        AcmeFailure.Kind.TIMEOUT,
        Problem.error("the conversation with the CA was interrupted", "", "run it again"));
  }
}
