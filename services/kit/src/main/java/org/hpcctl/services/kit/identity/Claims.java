package org.hpcctl.services.kit.identity;

import module java.base;

import com.nimbusds.jwt.JWTClaimsSet;
import org.jspecify.annotations.Nullable;

/// What a token says of its bearer; written by auth_service and read by all in this one place.
public final class Claims {
  /// `iss` of every token.
  public static final String ISSUER = "auth_service";

  /// How far ahead of ours the clock of the head may be that gave the token out.
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  private Claims() {}

  /// @param tokenId unique among all tokens
  public static JWTClaimsSet of(
      Caller caller, @Nullable String email, String audience, String tokenId, Instant now) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(audience)
            .subject(caller.username())
            .jwtID(tokenId)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(caller.until()))
            .claim("user_id", caller.id())
            .claim("role", caller.role())
            .claim("email", email)
            .claim("groups", List.copyOf(caller.groups()))
            .claim("permissions", List.copyOf(caller.permissions()))
            .claim("session", caller.session());
    caller.unixName().ifPresent(name -> claims.claim("unix_name", name));
    caller.csrf().ifPresent(value -> claims.claim("csrf", value));
    return claims.build();
  }

  static Caller caller(JWTClaimsSet claims, String audience, Instant now) throws Unproven {
    try {
      Date until = claims.getExpirationTime();
      Long id = claims.getLongClaim("user_id");
      if (!ISSUER.equals(claims.getIssuer()) || !claims.getAudience().contains(audience)) {
        throw new Unproven("The token is not one of this cluster.");
      }
      Date issued = claims.getIssueTime();
      if (until == null || issued == null || id == null || claims.getSubject() == null) {
        throw new Unproven("The token says less than it has to.");
      }
      if (issued.toInstant().isAfter(now.plus(CLOCKS_APART))) {
        throw new Unproven("The token was given out in the future: the clocks are apart.");
      }
      if (!until.toInstant().isAfter(now)) {
        throw new Unproven("The token has expired; sign in again.");
      }
      return new Caller(
          id,
          claims.getSubject(),
          word(claims.getStringClaim("role")),
          words(claims.getStringListClaim("permissions")),
          words(claims.getStringListClaim("groups")),
          Optional.ofNullable(claims.getStringClaim("unix_name")),
          word(claims.getStringClaim("session")),
          Optional.ofNullable(claims.getStringClaim("csrf")),
          until.toInstant());
    } catch (ParseException _) {
      throw new Unproven("The token says something that has the wrong form.");
    }
  }

  private static String word(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Set<String> words(@Nullable List<String> texts) {
    return texts == null ? Set.of() : Set.copyOf(texts);
  }
}
