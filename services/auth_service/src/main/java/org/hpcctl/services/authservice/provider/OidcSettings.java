package org.hpcctl.services.authservice.provider;

import module java.base;

import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Kind;

/// An issuer of OpenID Connect that vouches for people, and who we are to it.
///
/// @param authority PEM file of the CA that vouches for the issuer's server; empty trusts the
///   system's
/// @param usernameClaim says the name that a newcomer's account gets
/// @param groupsClaim says the groups, where there are any
public record OidcSettings(
    URI issuer,
    Optional<Path> authority,
    String clientId,
    String clientSecret,
    List<String> scopes,
    String usernameClaim,
    String groupsClaim,
    GroupRules rules) {
  private static final int LONGEST = 512;
  private static final int MOST_SCOPES = 20;

  public static OidcSettings read(Fields section) {
    return new OidcSettings(
        section.required(
            "issuer",
            Kind.parsed(
                "an https address, e.g. \"https://id.example.com/realms/hpc\"",
                URI.create("https://localhost"),
                OidcSettings::issuer)),
        section.optional("authority", Kind.path()),
        section.required("client_id", Kind.line(1, LONGEST)),
        section.required("client_secret", Kind.secret(1, LONGEST)),
        section.optional(
            "scopes",
            Kind.list(Kind.line(1, 64), MOST_SCOPES),
            List.of("openid", "profile", "email")),
        section.optional("username_claim", Kind.line(1, 64), "preferred_username"),
        section.optional("groups_claim", Kind.line(1, 64), "groups"),
        GroupRules.read(section));
  }

  // What it says is believed: nobody may stand between, but on this machine.
  private static URI issuer(String text) {
    URI issuer = URI.create(text);
    boolean fits =
        issuer.getHost() != null
            && issuer.getRawQuery() == null
            && issuer.getRawFragment() == null
            && ("https".equals(issuer.getScheme())
                || "http".equals(issuer.getScheme()) && issuer.getHost().equals("127.0.0.1"));
    if (!fits) {
      throw new IllegalArgumentException(text);
    }
    return issuer;
  }

  /// Without the secret.
  @Override
  public String toString() {
    return "OidcSettings[" + issuer + ", " + clientId + "]";
  }
}
