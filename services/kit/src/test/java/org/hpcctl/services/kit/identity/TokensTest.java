package org.hpcctl.services.kit.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;

/// What a forger would send.
class TokensTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
  private static final Caller ALICE =
      new Caller(
          7,
          "alice",
          "user",
          Set.of("jobs"),
          Set.of("physics"),
          Optional.of("alice"),
          "session-1",
          Optional.empty(),
          NOW.plusSeconds(3_600));

  private final OctetKeyPair key = pair("key-1");
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final Identity eddsa = identity(Optional.empty());
  private final Identity hs256 = identity(Optional.of(SECRET));

  private Identity identity(Optional<String> secret) {
    return Identity.of(
        new IdentitySettings(NOWHERE, "my_cluster", secret),
        kid -> kid.equals("key-1") ? Optional.of(key.toPublicJWK()) : Optional.empty(),
        _ -> {
          throw new Unproven("unknown");
        },
        now::get);
  }

  /// A key as the JDK makes it, in the form of RFC 8037.
  private static OctetKeyPair pair(String kid) {
    try {
      KeyPair made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] open = made.getPublic().getEncoded();
      byte[] secret = made.getPrivate().getEncoded();
      return new OctetKeyPair.Builder(
              Curve.Ed25519, Base64URL.encode(Arrays.copyOfRange(open, 12, 44)))
          .d(Base64URL.encode(Arrays.copyOfRange(secret, 16, 48)))
          .keyID(kid)
          .build();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static JWTClaimsSet claims() {
    return Claims.of(ALICE, "alice@example.com", "my_cluster", "token-1", NOW);
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws Exception {
    SignedJWT jwt = new SignedJWT(header, claims);
    jwt.sign(signer);
    return jwt.serialize();
  }

  private String good(JWTClaimsSet claims) throws Exception {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("key-1").build();
    return signed(header, claims, Ed25519.signer(key));
  }

  @Test
  void a_token_of_ours_tells_all_about_its_bearer_under_both_algorithms() throws Exception {
    assertEquals(ALICE, eddsa.caller(good(claims())));
    String shared = signed(new JWSHeader(JWSAlgorithm.HS256), claims(), new MACSigner(SECRET));
    assertEquals(ALICE, hs256.caller(shared));
    assertTrue(ALICE.may("jobs"));
    assertFalse(ALICE.may("admin"));
  }

  @Test
  void a_token_signed_by_another_way_than_the_settings_say_is_refused() throws Exception {
    String shared = signed(new JWSHeader(JWSAlgorithm.HS256), claims(), new MACSigner(SECRET));
    refused(eddsa, shared);
    refused(hs256, good(claims()));
    refused(eddsa, new PlainJWT(claims()).serialize());
    refused(hs256, new PlainJWT(claims()).serialize());
    byte[] publicKey = key.toPublicJWK().toJSONString().getBytes(UTF_8);
    refused(
        eddsa,
        signed(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(),
            claims(),
            new MACSigner(publicKey)));
  }

  @Test
  void a_token_of_another_issuer_cluster_or_key_is_refused() throws Exception {
    refused(eddsa, good(new JWTClaimsSet.Builder(claims()).issuer("somebody").build()));
    refused(eddsa, good(new JWTClaimsSet.Builder(claims()).audience("other").build()));
    JWSHeader same = new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("key-1").build();
    refused(eddsa, signed(same, claims(), Ed25519.signer(pair("key-1"))));
    OctetKeyPair other = pair("key-2");
    JWSHeader unknown = new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("key-2").build();
    refused(eddsa, signed(unknown, claims(), Ed25519.signer(other)));
    JWSHeader embedded = new JWSHeader.Builder(JWSAlgorithm.EdDSA).jwk(other.toPublicJWK()).build();
    refused(eddsa, signed(embedded, claims(), Ed25519.signer(other)));
  }

  @Test
  void a_token_that_was_changed_is_refused_wherever_it_was_changed() throws Exception {
    String token = good(claims());
    eddsa.caller(token);
    String[] parts = token.split("\\.", -1);
    String promoted =
        Base64URL.encode(
                new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8)
                    .replace("\"role\":\"user\"", "\"role\":\"admin\""))
            .toString();
    refused(eddsa, parts[0] + "." + promoted + "." + parts[2]);
    refused(eddsa, parts[0] + "." + parts[1] + ".");
    refused(eddsa, parts[0] + "." + parts[1]);
    refused(eddsa, token + "a");
    refused(eddsa, "");
    refused(eddsa, "x".repeat(1_000_000));
  }

  @Test
  void a_token_ends_when_it_says_also_when_it_was_seen_before() throws Exception {
    String token = good(claims());
    eddsa.caller(token);
    now.set(NOW.plusSeconds(3_600));
    refused(eddsa, token);
    refused(identity(Optional.empty()), token);
    refused(eddsa, good(new JWTClaimsSet.Builder(claims()).expirationTime(null).build()));
  }

  @Test
  void clocks_may_be_half_a_minute_apart_and_ten_minutes_ahead_are_too_much() throws Exception {
    String token = good(claims());
    for (int behind : List.of(-30, 30)) {
      now.set(NOW.plusSeconds(behind));
      assertEquals(ALICE, identity(Optional.empty()).caller(token));
    }
    now.set(NOW.minusSeconds(600));
    refused(eddsa, token);
    now.set(NOW);
    assertEquals(ALICE, eddsa.caller(token));
    refused(eddsa, good(new JWTClaimsSet.Builder(claims()).issueTime(null).build()));
  }

  @Test
  void a_session_that_was_ended_ends_all_its_tokens() throws Exception {
    String token = good(claims());
    eddsa.caller(token);
    eddsa.end("session-1", ALICE.until());
    refused(eddsa, token);
  }

  private static void refused(Identity identity, String token) {
    Unproven why = assertThrows(Unproven.class, () -> identity.caller(token), token);
    assertFalse(String.valueOf(why.getMessage()).contains("eyJ"), "it repeats what was sent");
  }
}
