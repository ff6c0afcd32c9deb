package org.hpcctl.services.authservice.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import org.hpcctl.services.authservice.account.Rights;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.Claims;
import org.hpcctl.services.kit.identity.Ed25519;
import org.hpcctl.services.kit.identity.IdentitySettings;

/// Makes access tokens.
public final class Mint {
  private final IdentitySettings settings;
  private final OwnKeys keys;
  private final Lives lives;

  public Mint(IdentitySettings settings, OwnKeys keys, Lives lives) {
    this.settings = settings;
    this.keys = keys;
    this.lives = lives;
  }

  /// An access token as it is sent, and what it says.
  public record Token(String text, Caller caller) {}

  /// @param csrf what a browser has to send beside its cookie
  public Token token(User user, Rights rights, String session, String csrf, Instant now) {
    Caller caller = caller(user, rights, session, Optional.of(csrf), now.plus(lives.token()));
    SignedJWT jwt =
        settings
            .sharedSecret()
            .map(
                secret ->
                    signed(new JWSHeader(JWSAlgorithm.HS256), caller, user, hmac(secret), now))
            .orElseGet(
                () -> {
                  OctetKeyPair key = keys.signing();
                  JWSHeader header =
                      new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(key.getKeyID()).build();
                  return signed(header, caller, user, Ed25519.signer(key), now);
                });
    return new Token(jwt.serialize(), caller);
  }

  /// What is true of a user while he acts through a session or key.
  public static Caller caller(
      User user, Rights rights, String session, Optional<String> csrf, Instant until) {
    return new Caller(
        user.id(),
        user.username(),
        user.role(),
        rights.permissions(),
        rights.groups(),
        user.unixName(),
        session,
        csrf,
        until.truncatedTo(ChronoUnit.SECONDS));
  }

  private SignedJWT signed(
      JWSHeader header, Caller caller, User user, JWSSigner signer, Instant now) {
    String id = UUID.randomUUID().toString();
    SignedJWT jwt =
        new SignedJWT(header, Claims.of(caller, user.email(), settings.audience(), id, now));
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt;
  }

  private static JWSSigner hmac(String secret) {
    try {
      return new MACSigner(secret.getBytes(UTF_8));
    } catch (JOSEException e) {
      throw new IllegalArgumentException("the secret is too short for HS256", e);
    }
  }
}
