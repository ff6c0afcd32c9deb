package org.hpcctl.services.jobapi.watch;

import module java.base;

import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.Script;

/// What the heads tell each other through Redis: who asks the scheduler, and what it said last.
final class Shared {
  private static final String POLLER = "{jobs}:poller";
  private static final String SNAPSHOT = "{jobs}:snapshot";
  private static final String TAKEN = "{jobs}:taken";
  private static final String FAULT = "{jobs}:fault";
  private static final String WAKE = "{jobs}:wake";
  private static final String SUBMITTED = "{jobs}:submitted:";
  private static final Duration TURN = Duration.ofSeconds(10);
  // Longer than an answer is waited for: squeue takes nine seconds to say that a controller is
  // away,
  // and a turn that ends meanwhile would go round the heads with nobody learning anything.
  private static final Duration LOOK = Duration.ofSeconds(40);
  private static final Duration FAULT_KEPT = Duration.ofMinutes(2);

  /// How long a new job is waited for.
  static final Duration YOUNG = Duration.ofMinutes(1);

  private static final Duration KEPT = Duration.ofDays(1);
  private static final Script RENEW =
      new Script(
          """
          if redis.call('get', KEYS[1]) == ARGV[1] then
            return redis.call('pexpire', KEYS[1], ARGV[2])
          end
          return 0
          """);
  private static final Script LEAVE =
      new Script(
          """
          if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
          return 0
          """);

  private final Redis redis;
  private final String self = UUID.randomUUID().toString();

  Shared(Redis redis) {
    this.redis = redis;
  }

  /// Whether it is this head's turn to ask; a turn that is not taken again ends after ten seconds.
  boolean turn() {
    return turn(TURN);
  }

  /// The same, for as long as an answer may take.
  boolean turnToLook() {
    return turn(LOOK);
  }

  private boolean turn(Duration life) {
    return redis.setIfAbsent(POLLER, self, life)
        || redis
            .eval(RENEW, List.of(POLLER), List.of(self, Long.toString(life.toMillis())))
            .equals(Optional.of(1L));
  }

  /// Lets another head ask at once.
  void leave() {
    redis.eval(LEAVE, List.of(POLLER), List.of(self));
  }

  void put(Snapshot snapshot) {
    redis.set(SNAPSHOT, snapshot.write(), KEPT);
    redis.set(TAKEN, snapshot.taken().toString(), KEPT);
    boolean _ = redis.delete(FAULT);
  }

  /// Tells the others that this head, whose turn it is, learns nothing.
  void away(String why) {
    redis.set(FAULT, why, FAULT_KEPT);
  }

  /// Why the head whose turn it is learns nothing, if it says so.
  Optional<String> fault() {
    return redis.get(FAULT);
  }

  /// What was learnt after `known`, if anything.
  Optional<Snapshot> newer(Snapshot known) {
    return redis
        .get(TAKEN)
        .filter(taken -> Instant.parse(taken).isAfter(known.taken()))
        .flatMap(_ -> redis.get(SNAPSHOT))
        .map(Snapshot::read);
  }

  /// Asks the head whose turn it is to look soon.
  void wake() {
    redis.set(WAKE, self, TURN);
  }

  /// Tells the others of a job that no snapshot has yet.
  void submitted(JobId job) {
    redis.set(SUBMITTED + job.text(), self, YOUNG);
  }

  /// Whether some head has just submitted it.
  boolean isSubmitted(JobId job) {
    return redis.get(SUBMITTED + job.text()).isPresent();
  }

  /// Whether some head asked to look soon.
  boolean woken() {
    return redis.delete(WAKE);
  }
}
