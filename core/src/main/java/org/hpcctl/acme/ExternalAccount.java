package org.hpcctl.acme;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.secret.Secret;

/// The account at the CA's own office that an ACME account is bound to (RFC 8555, 7.3.4).
///
/// @param keyIdentifier as the CA gave it
/// @param hmacKey base64url, as the CA gave it
public record ExternalAccount(String keyIdentifier, Secret hmacKey) {
  private static final int SHORTEST = 32;

  /// Empty when both can be used.
  public List<Problem> check() {
    if (keyIdentifier.isBlank()) {
      return List.of(
          Problem.error(
              "the key identifier of the external account is empty",
              "the CA knows by it who asks",
              "copy it from the CA's pages"));
    }
    Optional<byte[]> key = decoded();
    if (key.isEmpty()) {
      return List.of(
          Problem.error(
              "the HMAC key of the external account is not base64url",
              "it may hold letters, digits, - and _ only (RFC 4648, 5)",
              "copy it from the CA's pages as it is"));
    }
    if (key.get().length < SHORTEST) {
      return List.of(
          Problem.error(
              "the HMAC key of the external account has %d bytes".formatted(key.get().length),
              "HMAC with SHA-256 needs at least %d (RFC 7518, 3.2)".formatted(SHORTEST),
              "copy the whole key from the CA's pages"));
    }
    return List.of();
  }

  SecretKey key() {
    return new SecretKeySpec(decoded().orElseThrow(), "HMAC");
  }

  private Optional<byte[]> decoded() {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(hmacKey.reveal()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
