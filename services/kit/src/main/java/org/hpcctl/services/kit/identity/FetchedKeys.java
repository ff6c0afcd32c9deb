package org.hpcctl.services.kit.identity;

import module java.base;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SimpleSecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;

/// The keys as auth_service publishes them, asked for when a token names one that is not known. An
/// outage of auth_service is survived for as long as the keys that were fetched before stay good.
final class FetchedKeys implements SigningKeys {
  static final String PATH = "/api/auth/jwks.json";
  private static final int PATIENCE_MS = 2_000;
  private static final int SIZE = 64 * 1024;
  private static final long FRESH_MS = Duration.ofMinutes(5).toMillis();
  private static final long REFRESH_MS = Duration.ofSeconds(10).toMillis();
  private static final long OUTAGE_MS = Duration.ofHours(4).toMillis();
  // A stranger who invents key names must not make us ask all the time.
  private static final long BETWEEN_MS = Duration.ofSeconds(2).toMillis();

  private final JWKSource<SecurityContext> source;

  FetchedKeys(URI authService) {
    try {
      source =
          JWKSourceBuilder.create(
                  authService.resolve(PATH).toURL(),
                  new DefaultResourceRetriever(PATIENCE_MS, PATIENCE_MS, SIZE))
              .cache(FRESH_MS, REFRESH_MS)
              .rateLimited(BETWEEN_MS)
              .outageTolerant(OUTAGE_MS)
              .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(authService.toString(), e);
    }
  }

  @Override
  public Optional<OctetKeyPair> key(String kid) {
    JWKSelector wanted = new JWKSelector(new JWKMatcher.Builder().keyID(kid).build());
    try {
      return source.get(wanted, new SimpleSecurityContext()).stream()
          .filter(OctetKeyPair.class::isInstance)
          .map(OctetKeyPair.class::cast)
          .findFirst();
    } catch (KeySourceException e) {
      throw new IdentityUnavailable("auth_service does not tell its keys", e);
    }
  }
}
