package org.hpcctl.services.authservice.account;

import module java.base;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.types.Argon2;

/// Keeps passwords as argon2id and checks those, and bcrypt ones that older portals wrote.
///
/// The cost is OWASP's choice for the least memory: 7 MiB and 5 rounds. A process with a heap of 64
/// MiB cannot give each of many logins more, so only two are computed at a time.
public final class Passwords {
  private static final int MEMORY_KIB = 7 * 1024;
  private static final int ROUNDS = 5;
  private static final int LENGTH = 32;
  private static final int SALT = 16;
  private static final String CURRENT = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ROUNDS + ",p=1$";
  private static final int AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Semaphore free = new Semaphore(AT_ONCE);
  // What nobody's password comes to: checked where somebody has none, so that it takes as long.
  private final String decoy = CURRENT + random(SALT) + '$' + random(LENGTH);

  /// How a password compares with what is kept.
  public enum Verdict {
    WRONG,
    RIGHT,
    /// Right, and kept in an older way: keep it anew.
    OUTDATED
  }

  /// More sign in than passwords can be checked.
  public static final class TooMany extends Exception {
    private static final long serialVersionUID = 1;
  }

  public String hash(String password) throws TooMany {
    return inTurn(() -> computed(password));
  }

  /// Costs the same whether somebody has a password here or not.
  public Verdict check(Optional<String> kept, String password) throws TooMany {
    boolean same = inTurn(() -> same(password, kept.orElse(decoy)));
    if (!same || kept.isEmpty()) {
      return Verdict.WRONG;
    }
    return kept.get().startsWith(CURRENT) ? Verdict.RIGHT : Verdict.OUTDATED;
  }

  private String computed(String password) {
    return Argon2Function.getInstance(MEMORY_KIB, ROUNDS, 1, LENGTH, Argon2.ID)
        .hash(password.getBytes(StandardCharsets.UTF_8), bytes(SALT))
        .getResult();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static String random(int length) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes(length));
  }

  private static boolean same(String password, String kept) {
    if (kept.startsWith("$2")) {
      return BcryptFunction.getInstanceFromHash(kept).check(password, kept);
    }
    return kept.startsWith("$argon2")
        && Argon2Function.getInstanceFromHash(kept).check(password, kept);
  }

  private <T> T inTurn(Supplier<T> work) throws TooMany {
    try {
      if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TooMany();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new TooMany();
    }
    try {
      return work.get();
    } finally {
      free.release();
    }
  }
}
