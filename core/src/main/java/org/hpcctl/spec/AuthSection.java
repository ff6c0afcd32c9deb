package org.hpcctl.spec;

import module java.base;

import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.Section;

/// `web.auth:`
final class AuthSection {
  private static final Field<Auth, Optional<String>> PAM =
      Field.optional(
          "pam",
          Form.PAM_SERVICE,
          Auth::pam,
          "the PAM service whose passwords sign in too; without it nothing asks PAM");
  private static final Field<Auth, Optional<Auth.Ldap>> LDAP =
      Field.optional(
          "ldap",
          LdapSection.SECTION,
          Auth::ldap,
          "the directory whose passwords sign in too; not together with pam");
  private static final Field<Auth, Optional<Auth.Oidc>> OIDC =
      Field.optional(
          "oidc",
          OidcSection.SECTION,
          Auth::oidc,
          "the issuer of OpenID Connect that people may sign in by");

  static final Section<Auth> SECTION =
      Section.of(
          "Who else knows people and their passwords",
          values -> new Auth(values.of(PAM), values.of(LDAP), values.of(OIDC)),
          PAM,
          LDAP,
          OIDC);

  private AuthSection() {}
}
