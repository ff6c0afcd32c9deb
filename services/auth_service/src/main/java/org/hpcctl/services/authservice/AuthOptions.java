package org.hpcctl.services.authservice;

import module java.base;

import org.hpcctl.services.authservice.provider.Directory;
import org.hpcctl.services.authservice.provider.Ldap;
import org.hpcctl.services.authservice.provider.LdapSettings;
import org.hpcctl.services.authservice.provider.OidcSettings;
import org.hpcctl.services.authservice.provider.Pam;
import org.hpcctl.services.authservice.session.Lives;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Kind;

/// What `options` of the configuration file may say.
///
/// @param sessionSecret closes what lies in the database; empty makes one for this host alone
/// @param pam the socket of hpcctl-pam
/// @param registration people may ask for an account, which an administrator then opens
record AuthOptions(
    Optional<String> sessionSecret,
    boolean registration,
    Lives lives,
    Optional<LdapSettings> ldap,
    Optional<Path> pam,
    Optional<OidcSettings> oidc) {
  private static final int SECRET_LEAST = 32;
  private static final int SECRET_MOST = 1_024;

  static AuthOptions read(Fields fields) {
    Optional<Path> pam = fields.optional("pam", Kind.path());
    Optional<LdapSettings> ldap = fields.object("ldap").map(LdapSettings::read);
    if (pam.isPresent() && ldap.isPresent()) {
      fields.fault("pam", "passwords are asked for in one place: take out \"pam\" or \"ldap\"");
    }
    return new AuthOptions(
        fields.optional("session_secret", Kind.secret(SECRET_LEAST, SECRET_MOST)),
        fields
            .optional("registration", Kind.oneOf(List.of("off", "approved")), "off")
            .equals("approved"),
        new Lives(
            Duration.ofMinutes(fields.optional("token_minutes", Kind.number(1, 24 * 60), 60L)),
            Duration.ofHours(fields.optional("session_idle_hours", Kind.number(1, 24 * 31), 8L)),
            Duration.ofDays(fields.optional("session_days", Kind.number(1, 366), 7L)),
            Duration.ofDays(fields.optional("signing_key_days", Kind.number(1, 366), 30L))),
        ldap,
        pam,
        fields.object("oidc").map(OidcSettings::read));
  }

  /// Who is asked for passwords of names that have no local account.
  Optional<Directory> directory() {
    return ldap.<Directory>map(Ldap::new).or(() -> pam.map(Pam::new));
  }

  /// Without the secrets.
  @Override
  public String toString() {
    return "AuthOptions[registration=" + registration + ", " + lives + "]";
  }
}
