package org.hpcctl.services.authservice.session;

import module java.base;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import javax.crypto.spec.SecretKeySpec;
import org.hpcctl.services.authservice.account.Randoms;
import org.jdbi.v3.core.Handle;

/// The second factor: codes of RFC 6238 from an app (six digits, 30 s, SHA-1: what all of them
/// know), and recovery codes for the day the telephone is lost. Within one transaction.
public record Totp(Handle handle, Seal seal) {
  private static final String PURPOSE = "totp";
  private static final int SECRET = 20;
  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_LENGTH = 12;
  private static final Base32 BASE32 = new Base32();
  private static final TimeBasedOneTimePasswordGenerator CODES =
      new TimeBasedOneTimePasswordGenerator();
  private static final SecureRandom RANDOM = new SecureRandom();

  private record Factor(String secret, long lastStep) {}

  /// Begins anew: from now on [#confirm] waits for a code of this secret.
  ///
  /// @return the secret as apps read it
  public String enrol(long userId) {
    byte[] secret = new byte[SECRET];
    RANDOM.nextBytes(secret);
    String text = BASE32.text(secret);
    remove(userId);
    handle
        .createUpdate("INSERT INTO totp (user_id, secret) VALUES (:id, :secret)")
        .bind("id", userId)
        .bind("secret", seal.close(text, PURPOSE))
        .execute();
    return text;
  }

  /// @return the recovery codes; empty when the code is wrong or nobody enrolled
  public Optional<List<String>> confirm(long userId, String code, Instant now) {
    if (!accepts(userId, false, code, now)) {
      return Optional.empty();
    }
    handle
        .createUpdate("UPDATE totp SET confirmed = TRUE WHERE user_id = :id")
        .bind("id", userId)
        .execute();
    List<String> codes =
        Stream.generate(() -> Randoms.readable(RECOVERY_LENGTH)).limit(RECOVERY_CODES).toList();
    for (String each : codes) {
      handle
          .createUpdate("INSERT INTO recovery_codes (user_id, hash) VALUES (:id, :hash)")
          .bind("id", userId)
          .bind("hash", Randoms.digest(each))
          .execute();
    }
    return Optional.of(codes);
  }

  /// The code is right and was not used before; a recovery code is gone after it.
  public boolean accepts(long userId, String code, Instant now) {
    return accepts(userId, true, code, now)
        || handle
                .createUpdate("DELETE FROM recovery_codes WHERE user_id = :id AND hash = :hash")
                .bind("id", userId)
                .bind("hash", Randoms.digest(code))
                .execute()
            == 1;
  }

  public void remove(long userId) {
    handle.createUpdate("DELETE FROM totp WHERE user_id = :id").bind("id", userId).execute();
    handle
        .createUpdate("DELETE FROM recovery_codes WHERE user_id = :id")
        .bind("id", userId)
        .execute();
  }

  private boolean accepts(long userId, boolean confirmed, String code, Instant now) {
    Optional<Factor> factor =
        handle
            .createQuery(
                "SELECT secret, last_step FROM totp WHERE user_id = :id AND confirmed = :confirmed"
                    + " FOR UPDATE")
            .bind("id", userId)
            .bind("confirmed", confirmed)
            .map((row, _) -> new Factor(row.getString("secret"), row.getLong("last_step")))
            .findOne();
    Optional<byte[]> secret =
        factor.flatMap(found -> seal.open(found.secret(), PURPOSE)).map(BASE32::bytes);
    if (secret.isEmpty()) {
      return false;
    }
    long step = now.getEpochSecond() / CODES.getTimeStep().toSeconds();
    // Clocks of telephones are off by some seconds; a code that was seen is good no more.
    OptionalLong right =
        LongStream.rangeClosed(step - 1, step + 1)
            .filter(each -> each > factor.orElseThrow().lastStep())
            .filter(each -> same(code, code(secret.get(), each)))
            .findFirst();
    right.ifPresent(
        each ->
            handle
                .createUpdate("UPDATE totp SET last_step = :step WHERE user_id = :id")
                .bind("step", each)
                .bind("id", userId)
                .execute());
    return right.isPresent();
  }

  private static String code(byte[] secret, long step) {
    try {
      return CODES.generateOneTimePasswordString(
          new SecretKeySpec(secret, CODES.getAlgorithm()),
          Instant.EPOCH.plus(CODES.getTimeStep().multipliedBy(step)));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean same(String first, String second) {
    return MessageDigest.isEqual(
        first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));
  }
}
