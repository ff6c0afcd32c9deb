package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.plan.Inputs;
import org.hpcctl.resource.Absence;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.TextFile;
import org.hpcctl.spec.Auth;
import org.hpcctl.spec.Auth.Groups;
import org.hpcctl.spec.WebService;
import org.hpcctl.templates.web.BackEndSettings.Option;

/// What auth_service is told about those who know people besides the portal.
final class AskProviders {
  // Both are read at each sign-in, so that others need no restart.
  private static final String LDAP_AUTHORITY = authority("ldap-ca.pem");
  private static final String OIDC_AUTHORITY = authority("oidc-ca.pem");

  private AskProviders() {}

  private static String authority(String name) {
    return "%s/%s/%s".formatted(Web.HOME, WebService.AUTH_SERVICE.yamlName(), name);
  }

  static List<Resource> files(Inputs inputs) {
    return List.of(
        file(LDAP_AUTHORITY, inputs.authorities().ldap()),
        file(OIDC_AUTHORITY, inputs.authorities().oidc()));
  }

  /// What is not trusted any more does not stay.
  private static Resource file(String path, Optional<String> authority) {
    return authority
        .<Resource>map(pem -> TextFile.of(path, Ownership.root("644"), pem))
        .orElseGet(() -> new Absence(path));
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
            ldap.caFile().map(_ -> Option.text("authority", LDAP_AUTHORITY)).stream(),
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
    return Stream.of(
            Stream.of(Option.text("issuer", oidc.issuer())),
            oidc.caFile().map(_ -> Option.text("authority", OIDC_AUTHORITY)).stream(),
            Stream.of(
                Option.text("client_id", oidc.clientId()),
                Option.text("client_secret", oidc.clientSecret().reveal()),
                Option.texts("scopes", oidc.scopes()),
                Option.text("username_claim", oidc.usernameClaim()),
                Option.text("groups_claim", oidc.groupsClaim())),
            groups(oidc.groups()))
        .flatMap(all -> all)
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
