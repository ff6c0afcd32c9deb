package org.hpcctl.spec;

import module java.base;

import org.hpcctl.dns.TsigKey;
import org.hpcctl.problem.Problem;
import org.hpcctl.spec.Acme.Authority;
import org.hpcctl.spec.Acme.Challenge;
import org.hpcctl.spec.Acme.Eab;
import org.hpcctl.spec.schema.Closest;
import org.hpcctl.spec.schema.Places;

/// What must hold between the values of `web.ssl:` with mode letsencrypt, and between them and the
/// rest. The names have rules of their own: [CertificateNameRules].
final class AcmeRules {
  private static final String SSL = "web.ssl.";

  /// HMAC with SHA-256 asks for a key as long as its digest (RFC 7518, 3.2).
  private static final int EAB_KEY_BYTES = 32;

  private static final Pattern USER_OF_URL = Pattern.compile("//[^/]*@");

  private final Cluster cluster;
  private final Acme acme;
  private final Places places;
  private final List<Problem> problems = new ArrayList<>();

  private AcmeRules(Cluster cluster, Places places) {
    this.cluster = cluster;
    this.acme = cluster.web().ssl().acme();
    this.places = places;
  }

  static List<Problem> check(Cluster cluster, Places places) {
    AcmeRules rules = new AcmeRules(cluster, places);
    if (cluster.web().ssl().mode() != Ssl.Mode.LETSENCRYPT) {
      rules.unused();
      return rules.problems;
    }
    rules.authorities();
    rules.contact();
    rules.dns();
    rules.timerHost();
    rules.thresholds();
    rules.problems.addAll(CertificateNameRules.check(cluster, places));
    return rules.problems;
  }

  private void error(String path, String what, String why, String fix) {
    problems.add(Problem.error(what, why, fix).at(places.of(path)));
  }

  private void warning(String path, String what, String why, String fix) {
    problems.add(Problem.warning(what, why, fix).at(places.of(path)));
  }

  /// The old files have an empty `email:` with any mode, which says nothing.
  private void unused() {
    List<String> written =
        AcmeFields.NAMES_OF_ALL.stream()
            .filter(name -> places.written(SSL + name))
            .filter(name -> !name.equals("email") || acme.email().isPresent())
            .map(SSL::concat)
            .toList();
    if (!written.isEmpty()) {
      warning(
          written.getFirst(),
          listed(written) + (written.size() == 1 ? " is not used" : " are not used"),
          written.size() == 1
              ? "it belongs to mode letsencrypt"
              : "they belong to mode letsencrypt",
          "write `mode: letsencrypt`, or take %s out"
              .formatted(written.size() == 1 ? "it" : "them"));
    }
  }

  private static String listed(List<String> paths) {
    int last = paths.size() - 1;
    return last == 0
        ? paths.getFirst()
        : String.join(", ", paths.subList(0, last)) + " and " + paths.get(last);
  }

  private void authorities() {
    Map<String, String> seen = new HashMap<>();
    for (int i = 0; i < acme.authorities().size(); i++) {
      Authority authority = acme.authorities().get(i);
      String path = i == 0 ? SSL : SSL + "fallback[%d].".formatted(i - 1);
      directory(path + "directory", authority.directory());
      authority.eab().ifPresent(eab -> eab(path + "eab.hmac_key", eab));
      String earlier = seen.putIfAbsent(authority.directory(), path + "directory");
      if (earlier != null) {
        error(
            path + "directory",
            "%sdirectory is the authority of %s again".formatted(path, earlier),
            "one that could not serve would be asked twice",
            "take it out, or name another");
      }
      if (i > 0 && untrusted(authority) && !untrusted(acme.authorities().getFirst())) {
        warning(
            path + "directory",
            path + "directory is an authority for trying",
            "when the ones before it cannot serve, the portal would get a certificate that no"
                + " browser trusts",
            "take it out, or name another");
      }
    }
  }

  private static boolean untrusted(Authority authority) {
    return authority.directory().equals(AuthoritySection.STAGING);
  }

  private void directory(String path, String url) {
    // First, for the other problems show the text.
    if (USER_OF_URL.matcher(url).find()) {
      error(
          path,
          path + " has a user name in it",
          "ACME knows no passwords: an account is a key, and one that must be bound to an account"
              + " of yours has eab",
          "take out what stands before the @");
      return;
    }
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException _) {
      error(
          path,
          "%s is not a URL: `%s`".formatted(path, url),
          "",
          "write it as the authority's own pages have it, such as"
              + " https://acme.example.com/directory");
      return;
    }
    if (!"https".equals(uri.getScheme())) {
      error(
          path,
          "%s must be an https URL, not `%s`".formatted(path, url),
          "nobody could tell whether it is the authority that answers (RFC 8555, 6.1)",
          "http".equalsIgnoreCase(uri.getScheme())
              ? "write `https%s`; a private authority's roots go into ca_file"
                  .formatted(url.substring("http".length()))
              : "write letsencrypt, letsencrypt-staging or https://…");
    } else if (uri.getPort() > 65_535 || uri.getPort() == 0) {
      error(
          path,
          "%s has the port %d".formatted(path, uri.getPort()),
          "ports are 1 to 65535",
          "write it as the authority's own pages have it");
    } else if (uri.getHost() == null || uri.getRawFragment() != null) {
      error(
          path,
          "%s has %s: `%s`".formatted(path, uri.getHost() == null ? "no host" : "a fragment", url),
          "",
          "write it as the authority's own pages have it, such as"
              + " https://acme.example.com/directory");
    }
  }

  private void eab(String path, Eab eab) {
    byte[] key;
    try {
      key = Base64.getUrlDecoder().decode(eab.hmacKey().reveal());
    } catch (IllegalArgumentException _) {
      error(
          path,
          path + " is not base64url",
          "authorities write this key with letters, digits, - and _ (RFC 8555, 7.3.4)",
          "copy it again as the authority shows it; where it has + and /, write - and _");
      return;
    }
    if (key.length < EAB_KEY_BYTES) {
      error(
          path,
          "%s has %d bytes, but must have at least %d".formatted(path, key.length, EAB_KEY_BYTES),
          "a key shorter than the digest of HMAC with SHA-256 is refused (RFC 7518, 3.2)",
          "copy it again as the authority shows it: all of it");
    }
  }

  /// An account with an address that cannot be is refused when it is made: better told now.
  private void contact() {
    String contact = cluster.certificateContact();
    String domain = contact.substring(contact.lastIndexOf('@') + 1);
    if (acme.authorities().stream().anyMatch(AuthoritySection::isPublic)
        && !domain.isEmpty()
        && InternalNames.contain(domain)) {
      error(
          SSL + "email",
          "Let's Encrypt makes no account for %s".formatted(contact),
          acme.email().isPresent()
              ? "no mail from outside reaches that name"
              : "it is cluster.admin_email, and no mail from outside reaches that name",
          "write an address of yours as web.ssl.email");
    }
  }

  private void dns() {
    if (acme.challenge() == Challenge.DNS_01 && acme.dns().isEmpty()) {
      error(
          SSL + "challenge",
          "the challenge is dns-01, but web.ssl.dns is missing",
          "hpcctl must know which name server takes its records",
          "write web.ssl.dns with server, key_name and key_secret, or use http-01");
    }
    if (acme.challenge() == Challenge.HTTP_01 && acme.dns().isPresent()) {
      warning(
          SSL + "dns",
          "web.ssl.dns is not used",
          "it belongs to challenge dns-01",
          "write `challenge: dns-01`, or take it out");
    }
    acme.dns()
        .filter(dns -> Form.TSIG_KEY_NAME.form().test(dns.keyName()))
        .ifPresent(
            dns ->
                TsigKey.problems(dns.keyName(), dns.keyAlgorithm(), dns.keySecret()).stream()
                    .map(problem -> problem.at(places.of(SSL + "dns.key_secret")))
                    .forEach(problems::add));
  }

  private void timerHost() {
    List<String> heads =
        cluster.controllersWith(Service.WEB).stream().map(Controller::hostname).toList();
    acme.timerHost()
        .filter(host -> !heads.contains(host))
        .ifPresent(
            host ->
                error(
                    SSL + "timer_host",
                    "web.ssl.timer_host is `%s`, which is no controller with web".formatted(host),
                    "the web phase installs the timer, and runs on those hosts alone",
                    Closest.to(host, heads)
                        .map("did you mean `%s`?"::formatted)
                        .orElse(
                            heads.isEmpty()
                                ? "write `web: true` under a controller's services"
                                : "use one of: " + String.join(", ", heads))));
  }

  private void thresholds() {
    int warning = acme.warn().warningDays();
    int critical = acme.warn().criticalDays();
    if (critical > warning) {
      error(
          places.written(SSL + "critical_days") ? SSL + "critical_days" : SSL + "warning_days",
          "critical_days is %d, which is more than warning_days, %d".formatted(critical, warning),
          "a certificate would be critical before it is a warning",
          "write a smaller web.ssl.critical_days, or a larger web.ssl.warning_days");
    }
  }
}
