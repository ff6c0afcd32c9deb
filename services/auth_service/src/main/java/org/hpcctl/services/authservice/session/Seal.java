package org.hpcctl.services.authservice.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Closes what lies in the database or travels through a browser, so that only who has the session
/// secret can read it: AES-256-GCM under a key that HKDF-SHA256 makes of the secret.
public final class Seal {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  public Seal(String secret) {
    try {
      key =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "AES",
                  HKDFParameterSpec.ofExtract()
                      .addIKM(secret.getBytes(UTF_8))
                      .thenExpand("hpcctl auth_service seal".getBytes(UTF_8), 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param purpose what was closed for one purpose does not open for another
  public String close(String text, String purpose) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(text.getBytes(UTF_8));
      byte[] all = ByteBuffer.allocate(NONCE + closed.length).put(nonce).put(closed).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Empty when it was closed with another secret, for another purpose, or changed since.
  public Optional<String> open(String closed, String purpose) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(closed);
      if (all.length < NONCE) {
        return Optional.empty();
      }
      byte[] nonce = Arrays.copyOf(all, NONCE);
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(all, NONCE, all.length - NONCE);
      return Optional.of(new String(text, UTF_8));
    } catch (IllegalArgumentException | GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  /// The same for the same text and purpose, and nothing that anybody else could make.
  public String mark(String text, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      mac.update(purpose.getBytes(UTF_8));
      mac.update((byte) 0);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(UTF_8));
    return cipher;
  }
}
