package org.hpcctl.services.authservice.session;

import module java.base;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import org.hpcctl.services.authservice.account.Utc;
import org.jdbi.v3.core.Handle;

/// The keys that sign tokens, within one transaction.
record SigningKeyTable(Handle handle) {
  /// One key; its private part is sealed.
  ///
  /// @param endsAt when the last token it signed has expired; empty while it signs
  record Row(OctetKeyPair open, String sealed, Instant createdAt, Optional<Instant> endsAt) {}

  /// Those whose tokens may still be good, the newest first.
  List<Row> all(Instant now) {
    return handle
        .createQuery(
            """
            SELECT kid, public_key, private_key, created_at, ends_at FROM signing_keys
            WHERE ends_at IS NULL OR ends_at > :now ORDER BY created_at DESC, kid
            """)
        .bind("now", Utc.text(now))
        .map(
            (row, _) ->
                new Row(
                    open(row.getString("kid"), row.getString("public_key")),
                    row.getString("private_key"),
                    Utc.instant(row, "created_at"),
                    Utc.optional(row, "ends_at")))
        .list();
  }

  void add(OctetKeyPair open, String sealed, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO signing_keys (kid, public_key, private_key, created_at)
            VALUES (:kid, :open, :sealed, :now)
            """)
        .bind("kid", open.getKeyID())
        .bind("open", open.getX().toString())
        .bind("sealed", sealed)
        .bind("now", Utc.text(now))
        .execute();
  }

  void retire(String kid, Instant endsAt) {
    handle
        .createUpdate("UPDATE signing_keys SET ends_at = :ends WHERE kid = :kid")
        .bind("kid", kid)
        .bind("ends", Utc.text(endsAt))
        .execute();
  }

  void purge(Instant now) {
    handle
        .createUpdate("DELETE FROM signing_keys WHERE ends_at < :now")
        .bind("now", Utc.text(now))
        .execute();
  }

  private static OctetKeyPair open(String kid, String raw) {
    return new OctetKeyPair.Builder(Curve.Ed25519, new Base64URL(raw)).keyID(kid).build();
  }
}
