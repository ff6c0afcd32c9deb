package org.hpcctl.services.authservice.session;

import module java.base;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import org.hpcctl.services.authservice.account.Randoms;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.database.DatabaseUnavailable;
import org.hpcctl.services.kit.identity.SigningKeys;

/// The keys of this cluster: one signs, those before it stay good for the tokens they signed.
///
/// All heads share them through the database. A head whose session secret differs cannot open the
/// others' private parts and makes a key of its own, which the others publish and accept.
public final class OwnKeys implements SigningKeys {
  private static final String PURPOSE = "signing key";
  private static final Duration FRESH = Duration.ofMinutes(1);
  // A stranger who invents key names must not make us ask all the time.
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  // The fixed beginnings of RFC 8410's encodings end here; the raw key follows.
  private static final int PUBLIC_FROM = 12;
  private static final int PRIVATE_FROM = 16;

  private final Database database;
  private final Seal seal;
  private final Duration life;
  private final Duration tokenLife;
  private final InstantSource clock;
  private final AtomicReference<Loaded> loaded =
      new AtomicReference<>(new Loaded(List.of(), Instant.MIN));

  private record Loaded(List<SigningKeyTable.Row> rows, Instant at) {}

  /// @param life after which a key signs no more
  public OwnKeys(
      Database database, Seal seal, Duration life, Duration tokenLife, InstantSource clock) {
    this.database = database;
    this.seal = seal;
    this.life = life;
    this.tokenLife = tokenLife;
    this.clock = clock;
  }

  @Override
  public Optional<OctetKeyPair> key(String kid) {
    return found(kid, FRESH).or(() -> found(kid, BETWEEN));
  }

  private Optional<OctetKeyPair> found(String kid, Duration freshness) {
    return rows(freshness).stream()
        .map(SigningKeyTable.Row::open)
        .filter(key -> key.getKeyID().equals(kid))
        .findFirst();
  }

  /// The key that signs now, with its private part.
  public OctetKeyPair signing() {
    return current(rows(FRESH)).orElseGet(this::renewed);
  }

  /// From now on another key signs, and none but those of the tokens that are out is good.
  public OctetKeyPair rotate() {
    return database.write(
        handle -> {
          SigningKeyTable table = new SigningKeyTable(handle);
          Instant now = clock.instant();
          table.purge(now);
          table.all(now).stream()
              .filter(row -> row.endsAt().isEmpty() && opened(row).isPresent())
              .forEach(row -> table.retire(row.open().getKeyID(), now.plus(tokenLife).plus(FRESH)));
          OctetKeyPair made = made();
          String secret = made.getD().toString();
          table.add(made.toPublicJWK(), seal.close(secret, PURPOSE), now);
          loaded.set(new Loaded(List.of(), Instant.MIN));
          return made;
        });
  }

  /// What everybody may know, as RFC 7517 has it.
  public String published() {
    return new JWKSet(
            rows(BETWEEN).stream()
                .map(SigningKeyTable.Row::open)
                .<JWK>map(
                    key ->
                        new OctetKeyPair.Builder(key)
                            .algorithm(JWSAlgorithm.EdDSA)
                            .keyUse(KeyUse.SIGNATURE)
                            .build())
                .toList())
        .toString();
  }

  // Two heads may do this at the same moment: then both keys are good, and the newest signs.
  private synchronized OctetKeyPair renewed() {
    return current(rows(Duration.ZERO)).orElseGet(this::rotate);
  }

  private Optional<OctetKeyPair> current(List<SigningKeyTable.Row> rows) {
    Instant oldest = clock.instant().minus(life);
    return rows.stream()
        .filter(row -> row.endsAt().isEmpty() && row.createdAt().isAfter(oldest))
        .flatMap(row -> opened(row).stream())
        .findFirst();
  }

  private Optional<OctetKeyPair> opened(SigningKeyTable.Row row) {
    return seal.open(row.sealed(), PURPOSE)
        .map(secret -> new OctetKeyPair.Builder(row.open()).d(new Base64URL(secret)).build());
  }

  private List<SigningKeyTable.Row> rows(Duration freshness) {
    Instant now = clock.instant();
    Loaded known = loaded.get();
    if (known.at().isAfter(now.minus(freshness))) {
      return known.rows();
    }
    try {
      List<SigningKeyTable.Row> rows =
          database.read(handle -> new SigningKeyTable(handle).all(now));
      loaded.set(new Loaded(rows, now));
      return rows;
    } catch (DatabaseUnavailable e) {
      if (known.rows().isEmpty()) {
        throw e;
      }
      return known.rows();
    }
  }

  private static OctetKeyPair made() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] open = pair.getPublic().getEncoded();
      byte[] secret = pair.getPrivate().getEncoded();
      return new OctetKeyPair.Builder(
              Curve.Ed25519, Base64URL.encode(Arrays.copyOfRange(open, PUBLIC_FROM, open.length)))
          .d(Base64URL.encode(Arrays.copyOfRange(secret, PRIVATE_FROM, secret.length)))
          .keyID(Randoms.readable(16))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
