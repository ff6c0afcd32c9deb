package org.hpcctl.spec;

import module java.base;

import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Acme.Authority;
import org.hpcctl.spec.Acme.Eab;
import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.GivenSecret;
import org.hpcctl.spec.schema.Named;
import org.hpcctl.spec.schema.Section;

/// `web.ssl.fallback[]:`, and what `web.ssl:` has of the same for the authority that is wanted.
final class AuthoritySection {
  static final String LETSENCRYPT = "https://acme-v02.api.letsencrypt.org/directory";
  static final String STAGING = "https://acme-staging-v02.api.letsencrypt.org/directory";

  /// The URL; faults of one are told by [AcmeRules].
  static final Named DIRECTORY_SHAPE =
      Named.of(
          "the https URL of an ACME directory",
          // What is remembered of it stands under it in a file, and there it must not be longer.
          text -> text.contains(":") && text.length() < 1000,
          Map.entry("letsencrypt", LETSENCRYPT),
          Map.entry("letsencrypt-staging", STAGING));

  private static final Field<Eab, String> KEY_ID =
      Field.of("key_id", Form.EAB_KEY_ID, Eab::keyId, "the identifier of the key at the authority");
  private static final Field<Eab, Secret> HMAC_KEY =
      Field.of(
          "hmac_key",
          new GivenSecret("the key that the authority gave you, in base64url"),
          Eab::hmacKey,
          "the key in base64url; a secret");
  static final Section<Eab> EAB_SECTION =
      Section.of(
          "External account binding (RFC 8555, 7.3.4)",
          values -> new Eab(values.of(KEY_ID), values.of(HMAC_KEY)),
          KEY_ID,
          HMAC_KEY);

  private static final Field<Authority, String> DIRECTORY =
      Field.of(
          "directory",
          DIRECTORY_SHAPE,
          Authority::directory,
          "the authority, as in web.ssl.directory");
  private static final Field<Authority, Optional<String>> CA_FILE =
      Field.optional(
          "ca_file",
          Form.PATH,
          Authority::caFile,
          "the roots to trust for that URL in PEM, for a private authority; relative to this file");
  private static final Field<Authority, Optional<Eab>> EAB =
      Field.optional(
          "eab", EAB_SECTION, Authority::eab, "the account at the authority that ours is bound to");

  static final Section<Authority> SECTION =
      Section.of(
          "An authority to ask when those before it cannot serve",
          values -> new Authority(values.of(DIRECTORY), values.of(CA_FILE), values.of(EAB)),
          DIRECTORY,
          CA_FILE,
          EAB);

  private AuthoritySection() {}

  /// Whether it certifies only what the whole internet can reach.
  static boolean isPublic(Authority authority) {
    return authority.directory().equals(LETSENCRYPT) || authority.directory().equals(STAGING);
  }
}
