package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.plan.Inputs;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.TextFile;
import org.hpcctl.spec.Auth;
import org.hpcctl.spec.Auth.Groups;
import org.hpcctl.spec.WebService;
import org.hpcctl.templates.web.BackEndSettings.Option;

/// What auth_service is told about those who know people besides the portal.
final class AskProviders {
  // Read at each sign-in, so that another one needs no restart.
  private static final String AUTHORITY =
      "%s/%s/ldap-ca.pem".formatted(Web.HOME, WebService.AUTH_SERVICE.yamlName());

  private AskProviders() {}

  static List<Resource> files(Inputs inputs) {
    return inputs
        .ldapAuthority()
        .<Resource>map(pem -> TextFile.of(AUTHORITY, Ownership.root("644"), pem))
        .stream()
        .toList();
  }

  static List<Option> options(Auth auth) {
    return Stream.of(
            auth.pam().map(_ -> Option.text("pam", AskPam.PATH)),
            auth.ldap().map(ldap -> Option.section("ldap", ldap(ldap))),
            auth.oidc().map(oidc -> Option.section("oidc", oidc(oidc))))
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Option> ldap(Auth.Ldap ldap) {
    return Stream.of(
            Stream.of(Option.text("server", ldap.server())),
            ldap.caFile().map(_ -> Option.text("authority", AUTHORITY)).stream(),
            ldap.bindDn().map(name -> Option.text("bind_dn", name)).stream(),
            ldap
                .bindPassword()
                .map(password -> Option.text("bind_password", password.reveal()))
                .stream(),
            Stream.of(
                Option.text("user_base", ldap.userBase()),
                Option.text("user_attribute", ldap.userAttribute()),
                Option.text("subject_attribute", ldap.subjectAttribute())),
            ldap.unixAttribute().map(name -> Option.text("unix_attribute", name)).stream(),
            ldap.groupBase().map(base -> Option.text("group_base", base)).stream(),
            Stream.of(Option.text("member_attribute", ldap.memberAttribute())),
            groups(ldap.groups()))
        .flatMap(all -> all)
        .toList();
  }

  private static List<Option> oidc(Auth.Oidc oidc) {
    return Stream.concat(
            Stream.of(
                Option.text("issuer", oidc.issuer()),
                Option.text("client_id", oidc.clientId()),
                Option.text("client_secret", oidc.clientSecret().reveal()),
                Option.texts("scopes", oidc.scopes()),
                Option.text("username_claim", oidc.usernameClaim()),
                Option.text("groups_claim", oidc.groupsClaim())),
            groups(oidc.groups()))
        .toList();
  }

  private static Stream<Option> groups(Groups groups) {
    List<Option> roles =
        groups.roles().entrySet().stream()
            .map(entry -> Option.text(entry.getKey(), entry.getValue()))
            .toList();
    return Stream.of(
        Option.section("roles", roles),
        Option.text("others", groups.others().name().toLowerCase(Locale.ROOT)));
  }
}
