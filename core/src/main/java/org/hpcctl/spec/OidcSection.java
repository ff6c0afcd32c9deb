package org.hpcctl.spec;

import module java.base;

import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Auth.Oidc;
import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.GivenSecret;
import org.hpcctl.spec.schema.ListOf;
import org.hpcctl.spec.schema.Section;

/// `web.auth.oidc:`
final class OidcSection {
  private static final Field<Oidc, String> ISSUER =
      Field.of(
          "issuer",
          Form.ISSUER_URL,
          Oidc::issuer,
          "the https URL that the issuer calls itself by, without /.well-known");
  private static final Field<Oidc, Optional<String>> CA_FILE =
      Field.optional(
          "ca_file",
          Form.PATH,
          Oidc::caFile,
          "the CA that vouches for the issuer's server, in PEM; relative to this file; without it"
              + " the usual ones");
  private static final Field<Oidc, String> CLIENT_ID =
      Field.of("client_id", Form.CLIENT_ID, Oidc::clientId, "the portal's name at the issuer");
  private static final Field<Oidc, Secret> CLIENT_SECRET =
      Field.of(
          "client_secret",
          new GivenSecret("the secret that the issuer gave the portal"),
          Oidc::clientSecret,
          "the secret that the issuer gave the portal");
  private static final Field<Oidc, List<String>> SCOPES =
      Field.of(
              "scopes",
              new ListOf<>(Form.SCOPE),
              Oidc::scopes,
              "what the issuer is asked to tell; openid is always among it")
          .orElse(List.of("openid", "profile", "email"));
  private static final Field<Oidc, String> USERNAME_CLAIM =
      Field.of(
              "username_claim",
              Form.CLAIM,
              Oidc::usernameClaim,
              "the claim with the name that a new account gets")
          .orElse("preferred_username");
  private static final Field<Oidc, String> GROUPS_CLAIM =
      Field.of("groups_claim", Form.CLAIM, Oidc::groupsClaim, "the claim with a person's groups")
          .orElse("groups");
  private static final GroupFields<Oidc> GROUPS = GroupFields.of(Oidc::groups);

  static final Section<Oidc> SECTION =
      Section.of(
              "An issuer of OpenID Connect that vouches for people",
              values ->
                  new Oidc(
                      values.of(ISSUER),
                      values.of(CA_FILE),
                      values.of(CLIENT_ID),
                      values.of(CLIENT_SECRET),
                      values.of(SCOPES),
                      values.of(USERNAME_CLAIM),
                      values.of(GROUPS_CLAIM),
                      GROUPS.of(values)),
              ISSUER,
              CA_FILE,
              CLIENT_ID,
              CLIENT_SECRET,
              SCOPES,
              USERNAME_CLAIM,
              GROUPS_CLAIM,
              GROUPS.roles(),
              GROUPS.others())
          .notReading(
              "redirect_uri",
              "people always come back to /api/auth/oidc/callback of web.domain; register that at"
                  + " the issuer");

  private OidcSection() {}
}
