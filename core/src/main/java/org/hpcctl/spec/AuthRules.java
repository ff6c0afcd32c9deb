package org.hpcctl.spec;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Auth.Ldap;
import org.hpcctl.spec.Auth.Oidc;
import org.hpcctl.spec.schema.Places;

/// What must hold for `web.auth:`: what auth_service would refuse when it starts is told here, and
/// what would let nobody in.
final class AuthRules {
  private static final String LDAP = "web.auth.ldap.";
  private static final String OIDC = "web.auth.oidc.";
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final Pattern USER_OF_URL = Pattern.compile("//[^/]*@");
  private static final int LONGEST_PASSWORD = 256;
  private static final int LONGEST_SECRET = 512;
  private static final int MOST_SCOPES = 20;

  private final Cluster cluster;
  private final Places places;
  private final List<Problem> problems = new ArrayList<>();

  private AuthRules(Cluster cluster, Places places) {
    this.cluster = cluster;
    this.places = places;
  }

  static List<Problem> check(Cluster cluster, Places places) {
    AuthRules rules = new AuthRules(cluster, places);
    Auth auth = cluster.web().auth();
    if (auth.pam().isPresent() && auth.ldap().isPresent()) {
      rules.error(
          "web.auth.ldap",
          "web.auth.pam and web.auth.ldap are both there",
          "passwords that the portal does not know are asked for in one place",
          "take one of the two out");
    }
    auth.ldap().ifPresent(rules::ldap);
    auth.oidc().ifPresent(rules::oidc);
    return rules.problems;
  }

  private void error(String path, String what, String why, String fix) {
    problems.add(Problem.error(what, why, fix).at(places.of(path)));
  }

  private void ldap(Ldap ldap) {
    server(ldap.server());
    if (ldap.bindDn().isPresent() && ldap.bindPassword().isEmpty()) {
      error(
          LDAP + "bind_dn",
          "web.auth.ldap.bind_dn has no bind_password",
          "with a name and no password a directory answers as to nobody, and says no error",
          "write `bind_password: ${LDAP_PASSWORD}` and set it in the secrets file");
    }
    if (ldap.bindDn().isEmpty() && ldap.bindPassword().isPresent()) {
      error(
          LDAP + "bind_password",
          "web.auth.ldap.bind_password has no bind_dn",
          "nobody would be looked up with it",
          "write whose password it is as bind_dn, or take it out");
    }
    ldap.bindPassword()
        .ifPresent(password -> length(LDAP + "bind_password", password, LONGEST_PASSWORD));
    if (ldap.groupBase().isEmpty() && !ldap.groups().roles().isEmpty()) {
      error(
          LDAP + "roles",
          "web.auth.ldap.roles needs group_base",
          "without it the directory is asked for no groups, so all people would be others",
          "write below which entry groups are, such as `group_base: ou=groups,dc=example,dc=com`");
    }
  }

  private void server(String server) {
    String path = LDAP + "server";
    Optional<URI> uri = url(path, server, "ldaps://ldap.example.com");
    if (uri.isEmpty()) {
      return;
    }
    if (!Set.of("ldap", "ldaps").contains(String.valueOf(uri.get().getScheme()))) {
      error(
          path,
          "%s must be an ldaps or ldap URL, not `%s`".formatted(path, server),
          "a directory speaks LDAP, over TLS",
          "write ldaps://%s, or ldap://%1$s for STARTTLS".formatted(uri.get().getHost()));
    } else if (!Set.of("", "/").contains(String.valueOf(uri.get().getRawPath()))
        || uri.get().getRawQuery() != null) {
      error(
          path,
          "%s has more than a host and a port: `%s`".formatted(path, server),
          "where people are in the directory has a key of its own",
          "write the rest as user_base");
    }
  }

  private void oidc(Oidc oidc) {
    issuer(oidc.issuer());
    length(OIDC + "client_secret", oidc.clientSecret(), LONGEST_SECRET);
    if (!oidc.scopes().contains("openid")) {
      error(
          OIDC + "scopes",
          "web.auth.oidc.scopes has no openid",
          "without it the issuer does not say who signs in (OpenID Connect Core, 3.1.2.1)",
          "add openid to the list");
    }
    if (oidc.scopes().size() > MOST_SCOPES) {
      error(
          OIDC + "scopes",
          "web.auth.oidc.scopes has %d entries".formatted(oidc.scopes().size()),
          "auth_service asks for %d at most".formatted(MOST_SCOPES),
          "take those out that no claim of yours needs");
    }
    if (cluster.web().ssl().mode() == Ssl.Mode.NONE) {
      problems.add(
          Problem.warning(
                  "people come back from the issuer to http://%s/api/auth/oidc/callback"
                      .formatted(cluster.web().domain()),
                  "web.ssl.mode is none, and most issuers send people to https only",
                  "use another web.ssl.mode")
              .at(places.of("web.auth.oidc")));
    }
  }

  private void issuer(String issuer) {
    String path = OIDC + "issuer";
    Optional<URI> uri = url(path, issuer, "https://id.example.com/realms/hpc");
    if (uri.isEmpty()) {
      return;
    }
    String scheme = String.valueOf(uri.get().getScheme());
    if (!scheme.equals("https")
        && !(scheme.equals("http") && uri.get().getHost().equals("127.0.0.1"))) {
      error(
          path,
          "%s must be an https URL, not `%s`".formatted(path, issuer),
          "what the issuer says is believed, so nobody may stand between; only 127.0.0.1 may be"
              + " asked by http",
          "write the URL that the issuer calls itself by, such as"
              + " https://id.example.com/realms/hpc");
    } else if (issuer.endsWith(DISCOVERY)) {
      error(
          path,
          "%s is the address of its description, not the issuer".formatted(path),
          "the issuer's own name is compared with it, letter by letter",
          "write it without %s".formatted(DISCOVERY));
    } else if (uri.get().getRawQuery() != null || uri.get().getRawFragment() != null) {
      error(
          path,
          "%s has a query or a fragment: `%s`".formatted(path, issuer),
          "no issuer has one (OpenID Connect Discovery, 3)",
          "write it as the issuer's own description has it, under \"issuer\"");
    }
  }

  /// The URL when it is one of a host; else why it is none is told.
  private Optional<URI> url(String path, String text, String example) {
    // First, for the other problems show the text.
    if (USER_OF_URL.matcher(text).find()) {
      error(
          path,
          path + " has a user name in it",
          "whoever sees the file would see it too",
          "take out what stands before the @");
      return Optional.empty();
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException _) {
      error(path, "%s is not a URL: `%s`".formatted(path, text), "", "write it like " + example);
      return Optional.empty();
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      error(
          path,
          "%s has no host and port that can be: `%s`".formatted(path, text),
          "",
          "write it like " + example);
      return Optional.empty();
    }
    if (uri.getHost().startsWith("[")) {
      error(
          path,
          "%s is an IPv6 address: `%s`".formatted(path, text),
          "IPv6 is not supported",
          "write its name, or an IPv4 address");
      return Optional.empty();
    }
    return Optional.of(uri);
  }

  private void length(String path, Secret secret, int most) {
    int length = secret.reveal().length();
    if (length == 0 || length > most) {
      error(
          path,
          length == 0
              ? path + " is empty"
              : "%s has %d characters, but may have %d".formatted(path, length, most),
          "auth_service would not start with it",
          "set it in the environment or in the secrets file");
    }
  }
}
