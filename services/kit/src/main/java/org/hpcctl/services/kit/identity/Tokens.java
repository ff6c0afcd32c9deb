package org.hpcctl.services.kit.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;

/// Checks access tokens (RFC 7519): one algorithm, decided by the settings and never by the token.
///
/// A signature is checked once; after that the token is known until it ends, because Ed25519 costs
/// more than all the rest of a small request.
final class Tokens {
  private static final int REMEMBERED = 4_096;
  private static final int LONGEST = 8 * 1024;

  private final String audience;
  private final Optional<JWSVerifier> shared;
  private final SigningKeys keys;
  private final InstantSource clock;
  private final Map<String, Caller> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Caller> eldest) {
          return size() > REMEMBERED;
        }
      };

  Tokens(IdentitySettings settings, SigningKeys keys, InstantSource clock) {
    this.audience = settings.audience();
    this.keys = keys;
    this.clock = clock;
    this.shared =
        settings
            .sharedSecret()
            .map(
                secret -> {
                  try {
                    return new MACVerifier(secret.getBytes(UTF_8));
                  } catch (JOSEException e) {
                    throw new IllegalArgumentException(
                        "the secret is too short for HS256: 32 characters at least", e);
                  }
                });
  }

  Caller caller(String token) throws Unproven {
    Instant now = clock.instant();
    Caller before;
    synchronized (known) {
      before = known.get(token);
    }
    if (before != null && before.until().isAfter(now)) {
      return before;
    }
    Caller caller = checked(token, now);
    synchronized (known) {
      known.put(token, caller);
    }
    return caller;
  }

  private Caller checked(String token, Instant now) throws Unproven {
    if (token.length() > LONGEST) {
      throw new Unproven("The token is longer than any of ours.");
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWSAlgorithm expected = shared.isPresent() ? JWSAlgorithm.HS256 : JWSAlgorithm.EdDSA;
      if (!jwt.getHeader().getAlgorithm().equals(expected)) {
        throw new Unproven("The token is not signed as ours are.");
      }
      JWSVerifier verifier = shared.isPresent() ? shared.get() : ofKey(jwt);
      if (!jwt.verify(verifier)) {
        throw new Unproven("The token's signature is wrong.");
      }
      return Claims.caller(jwt.getJWTClaimsSet(), audience, now);
    } catch (ParseException | JOSEException _) {
      throw new Unproven("This is not a token.");
    }
  }

  private JWSVerifier ofKey(SignedJWT jwt) throws Unproven {
    String kid = jwt.getHeader().getKeyID();
    if (kid == null) {
      throw new Unproven("The token does not name its key.");
    }
    return keys.key(kid)
        .map(Ed25519::verifier)
        .orElseThrow(() -> new Unproven("The token's key is not one of ours."));
  }
}
