package org.hpcctl.spec;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.spec.Acme.Challenge;
import org.hpcctl.spec.schema.Places;

/// What must hold for the names that a certificate is ordered for.
final class CertificateNameRules {
  private static final int NAMES = 100;
  private static final String PATH = "web.ssl.names";

  /// The most names that Let's Encrypt takes with those of its profiles that take fewer than 100.
  private static final Map<String, Integer> NAMES_OF_PROFILES =
      Map.of("tlsserver", 25, "shortlived", 25);

  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;
  private static final int SHOWN = 40;

  private final Web web;
  private final Acme acme;
  private final boolean isPublic;
  private final Places places;
  private final List<Problem> problems = new ArrayList<>();

  private CertificateNameRules(Cluster cluster, Places places) {
    this.web = cluster.web();
    this.acme = web.ssl().acme();
    this.isPublic = acme.authorities().stream().anyMatch(AuthoritySection::isPublic);
    this.places = places;
  }

  static List<Problem> check(Cluster cluster, Places places) {
    CertificateNameRules rules = new CertificateNameRules(cluster, places);
    List<String> names = rules.acme.names();
    if (names.isEmpty()) {
      rules.one("web.domain", rules.web.domain());
      return rules.problems;
    }
    for (int i = 0; i < names.size(); i++) {
      rules.one(path(i), names.get(i));
    }
    rules.count(names);
    rules.doubles(names);
    rules.coverage(names);
    return rules.problems;
  }

  private static String path(int i) {
    return PATH + "[" + i + "]";
  }

  private void error(String path, String what, String why, String fix) {
    problems.add(Problem.error(what, why, fix).at(places.of(path)));
  }

  private void one(String path, String name) {
    if (Addresses.any(name)) {
      address(path, name);
      return;
    }
    int before = problems.size();
    form(path, name);
    if (problems.size() > before) {
      return;
    }
    if (name.startsWith("*.") && acme.challenge() == Challenge.HTTP_01) {
      error(
          path,
          "`%s` is a wildcard, and the challenge is http-01".formatted(name),
          "a wildcard is proven in the DNS alone (RFC 8555, 7.1.3; CA/B Baseline Requirements,"
              + " 3.2.2.4)",
          "write `challenge: dns-01` and web.ssl.dns, or name each host");
    }
    if (isPublic && InternalNames.contain(name.startsWith("*.") ? name.substring(2) : name)) {
      error(
          path,
          "Let's Encrypt makes no certificate for `%s`".formatted(name),
          "it is a name of local networks: anybody could have it",
          "use a name below a domain of yours, a private authority's URL as directory, or mode"
              + " self_signed");
    }
  }

  private void address(String path, String address) {
    if (address.contains(":")) {
      error(
          path,
          "`%s` is an IPv6 address".formatted(address),
          "nginx listens on IPv4 on the heads, so nobody could prove or visit it",
          "write an IPv4 address or a name");
      return;
    }
    if (acme.challenge() == Challenge.DNS_01) {
      error(
          path,
          "`%s` is an address, and the challenge is dns-01".formatted(address),
          "an address is no name in the DNS and cannot be proven there (RFC 8738, 7)",
          "write `challenge: http-01`, or use a name");
    }
    if (isPublic && !Addresses.isPublic(address)) {
      error(
          path,
          "Let's Encrypt makes no certificate for `%s`".formatted(address),
          "it is an address of local networks: anybody could have it",
          "use a name, a private authority's URL as directory, or mode self_signed");
    } else if (isPublic && !acme.profile().equals(Optional.of("shortlived"))) {
      error(
          path,
          "`%s` is an address, and the profile is not shortlived".formatted(address),
          "Let's Encrypt certifies addresses for six days only",
          "write `profile: shortlived`, or use a name");
    }
  }

  private void form(String path, String name) {
    String what;
    String why = "";
    String fix = "";
    List<String> labels = List.of(name.split("\\.", -1));
    Optional<String> tooLong =
        labels.stream().filter(label -> label.length() > LONGEST_LABEL).findFirst();
    if (name.length() > LONGEST_NAME) {
      what = "`%s` has %d characters".formatted(shortened(name), name.length());
      why = "a name has at most %d (RFC 1035, 2.3.4)".formatted(LONGEST_NAME);
      fix = "choose a shorter one";
    } else if (!name.chars().allMatch(c -> c < 128)) {
      what = "`%s` is not written as the DNS has it".formatted(shortened(name));
      why = "a certificate has the ASCII form of a name (RFC 5890)";
      fix = ascii(name).map("write `%s`"::formatted).orElse("");
    } else if (name.endsWith(".")) {
      what = "`%s` ends with a dot".formatted(name);
      why = "in a certificate names have none (RFC 5280, 4.2.1.6)";
      fix = "write `%s`".formatted(name.substring(0, name.length() - 1));
    } else if (name.contains("*") && !name.matches("\\*(\\.[^*.]+)+")) {
      what = "`%s` has a * in a place where none can be".formatted(shortened(name));
      why = "a wildcard is the whole first label, once (RFC 6125, 6.4.3)";
      fix = "write it as in *.example.org";
    } else if (tooLong.isPresent()) {
      what =
          "`%s` has %d characters between two dots"
              .formatted(shortened(tooLong.get()), tooLong.get().length());
      why = "there are at most %d (RFC 1035, 2.3.4)".formatted(LONGEST_LABEL);
      fix = "choose a shorter one";
    } else if (name.contains("_")) {
      what = "`%s` has an underscore".formatted(name);
      why = "host names have none, and authorities refuse it (CA/B Baseline Requirements, 7.1.4.2)";
      fix = "give the host a name with a hyphen";
    } else if (!Form.HOST_NAME.form().test(name.startsWith("*.") ? name.substring(2) : name)) {
      what = "`%s` is neither a host name nor an address".formatted(shortened(name));
      why = "a host name has letters, digits and hyphens between its dots (RFC 1123, 2.1)";
      fix =
          name.contains("/") || name.contains(":")
              ? "write the name alone, without scheme, port or path"
              : "";
    } else {
      return;
    }
    error(path, what, why, fix);
  }

  private static Optional<String> ascii(String name) {
    try {
      return Optional.of(IDN.toASCII(name));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_LABEL ? text : text.substring(0, SHOWN) + "…";
  }

  private void count(List<String> names) {
    String profile = isPublic ? acme.profile().orElse("") : "";
    int most = NAMES_OF_PROFILES.getOrDefault(profile, NAMES);
    if (names.size() > most) {
      error(
          path(most),
          "web.ssl.names has %d names".formatted(names.size()),
          most == NAMES
              ? "authorities take at most %d".formatted(NAMES)
              : "Let's Encrypt takes at most %d with the profile %s".formatted(most, profile),
          "take %d out, or use a wildcard".formatted(names.size() - most));
    }
  }

  private void doubles(List<String> names) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Integer earlier = seen.putIfAbsent(name, i);
      if (earlier != null) {
        error(
            path(i),
            "`%s` is given twice".formatted(shortened(name)),
            "the first one is at line %d".formatted(places.of(path(earlier)).line()),
            "delete one of the two");
      } else if (!name.startsWith("*.") && names.contains(wildcardOver(name))) {
        error(
            path(i),
            "`%s` is covered by `%s` already"
                .formatted(shortened(name), shortened(wildcardOver(name))),
            "Let's Encrypt and others refuse an order with both",
            "take one of the two out");
      }
    }
  }

  /// People type `web.domain`: a certificate for other names alone would make each browser warn.
  private void coverage(List<String> names) {
    String domain = web.domain().toLowerCase(Locale.ROOT);
    if (Form.SITE.form().test(domain)
        && !names.contains(domain)
        && (Addresses.any(domain) || !names.contains(wildcardOver(domain)))) {
      error(
          PATH,
          "web.domain, `%s`, is not among web.ssl.names".formatted(domain),
          "browsers would refuse the certificate",
          "add it, or correct web.domain");
    }
  }

  private static String wildcardOver(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : "*" + name.substring(dot);
  }
}
