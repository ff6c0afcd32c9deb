package org.hpcctl.spec;

import module java.base;

import org.hpcctl.spec.schema.Text;

/// The forms of text that the YAML knows.
final class Form {
  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final String KEY_LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
  private static final String ACCOUNT_NAME = "[a-z_][a-z0-9_-]{0,31}";
  private static final Predicate<String> NAME = matches(LABEL + "(\\." + LABEL + ")*");

  static final Text HOST_NAME =
      Text.of(
          "a host name",
          text -> name(text) && !numbersOnly(text),
          "a host name has letters, digits and hyphens, at most 63 between two dots (RFC 1123,"
              + " 2.1)");

  static final Text ADDRESS =
      Text.of(
          "an IPv4 address that a host can have",
          text -> Ipv4.parse(text).filter(Ipv4::usable).isPresent(),
          "names are not looked up, and IPv6 is not supported");

  static final Text DOMAIN =
      Text.of(
          "a domain name",
          text -> name(text) && !numbersOnly(text),
          "a domain has letters, digits and hyphens, at most 63 between two dots (RFC 1123, 2.1)");

  /// What stands in a browser's address line.
  static final Text SITE =
      Text.of(
          "a domain name or an IPv4 address, without a port or a path",
          text -> name(text) && (!numbersOnly(text) || Ipv4.parse(text).isPresent()),
          "it becomes the server_name of nginx and the name in the certificate");

  static final Text CLUSTER_NAME =
      Text.of("a name of letters, digits, - and _", matches("[A-Za-z][A-Za-z0-9_-]{0,39}"), "");

  static final Text EMAIL =
      Text.of(
          "an e-mail address",
          text -> {
            int at = text.lastIndexOf('@');
            return at > 0
                && text.substring(0, at).matches("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
                && name(text.substring(at + 1));
          },
          "");

  /// As the old scripts' files have it where there is none: `email: ""`.
  static final Text EMAIL_OR_EMPTY =
      Text.of("an e-mail address", text -> text.isEmpty() || EMAIL.form().test(text), "");

  // Of TimeZone, for ZoneId would look into every jar for rules of others. Without a slash stand
  // the names that only TimeZone knows.
  static final Text TIMEZONE =
      Text.of(
          "a name of the time zone database, such as Europe/Berlin or UTC",
          text ->
              text.equals("UTC")
                  || (text.contains("/") && List.of(TimeZone.getAvailableIDs()).contains(text)),
          "");

  static final Text ACCOUNT = Text.of("the name of an account", matches(ACCOUNT_NAME), "");

  static final Text PATH = Text.of("a path", text -> !text.isBlank() && text.length() < 4096, "");

  /// Judged closely, with a reason for each fault, by [CertificateNameRules].
  static final Text CERTIFICATE_NAME =
      Text.of(
          "a host name, a wildcard such as *.example.org, or an IP address",
          text -> !text.isBlank() && text.chars().noneMatch(Character::isWhitespace),
          "");

  static final Text CHAIN =
      Text.of(
          "the common name of a root certificate, such as ISRG Root X1",
          text -> !text.isBlank() && text.length() <= 200,
          "");

  static final Text PROFILE =
      Text.of(
          "the name of a profile, such as tlsserver",
          matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"),
          "the directory of the authority lists those it has");

  static final Text EAB_KEY_ID =
      Text.of(
          "the key identifier that the authority gave you",
          text -> !text.isBlank() && text.length() <= 1000,
          "");

  static final Text TSIG_KEY_NAME =
      Text.of(
          "the name of a TSIG key",
          matches("(?=.{1,253}$)" + KEY_LABEL + "(\\." + KEY_LABEL + ")*\\.?"),
          "it is what the name server's own configuration calls the key");

  static final Text NAME_SERVER =
      Text.of(
          "the address of a name server, such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53",
          NameServer::valid,
          "names are not looked up here");

  static final Text DATABASE_USER =
      Text.of("a user of MariaDB", matches("[A-Za-z_][A-Za-z0-9_-]{0,79}"), "");

  static final Text FILE_ON_HOSTS =
      Text.of("an absolute path", matches("(/[A-Za-z0-9._@+-]+)+"), "");

  static final Text NODE =
      Text.of(
          "an address and a port, such as 192.168.1.150:6379",
          text ->
              text.matches("[^:]+:[1-9][0-9]{0,4}")
                  && Integer.parseInt(text.substring(text.indexOf(':') + 1)) <= 65_535
                  && Ipv4.parse(text.substring(0, text.indexOf(':')))
                      .filter(Ipv4::usable)
                      .isPresent(),
          "names are not looked up, and IPv6 is not supported");

  static final Text PAM_SERVICE =
      Text.of(
          "a PAM service, the name of a file in /etc/pam.d", matches("[a-z][a-z0-9_-]{0,63}"), "");

  static final Text LDAP_URL = url("ldaps://ldap.example.com");

  static final Text ISSUER_URL = url("https://id.example.com/realms/hpc");

  static final Text DN =
      Text.of(
          "an entry of the directory, such as ou=people,dc=example,dc=com",
          matches("[A-Za-z0-9.-]{1,64} ?=.{1,400}"),
          "");

  /// Active Directory takes `portal@example.com` too.
  static final Text BIND_NAME =
      Text.of("a name of the directory", matches("\\S(.{0,498}\\S)?"), "");

  static final Text LDAP_ATTRIBUTE =
      Text.of("the name of an attribute, such as uid", matches("[A-Za-z][A-Za-z0-9-]{0,63}"), "");

  static final Text CLIENT_ID =
      Text.of("the name that the issuer gave the portal", matches("\\S(.{0,510}\\S)?"), "");

  static final Text SCOPE =
      Text.of("a scope of OAuth, such as profile", matches("[!#-\\[\\]-~]{1,64}"), "RFC 6749, 3.3");

  static final Text CLAIM =
      Text.of("the name of a claim, such as groups", matches("\\S{1,64}"), "");

  static final Text ROLE =
      Text.of(
          "a role of the portal, such as admin, operator, user or guest",
          matches("[a-z][a-z0-9_-]{0,19}"),
          "");

  static final Text EXPORTER =
      Text.of(
          "a host of this file or all, with a port where it is not 9100, such as node1:9200",
          text ->
              text.matches("[^:]+(:[1-9][0-9]{0,4})?")
                  && HOST_NAME.form().test(text.replaceFirst(":.*", ""))
                  && Integer.parseInt("0" + text.replaceFirst("[^:]+:?", "")) <= 65_535,
          "");

  static final Text REDIS_PRIMARY =
      Text.of(
          "a name that the Sentinels know, such as mymaster", matches("[A-Za-z0-9._-]{1,64}"), "");

  static final Text JUMP =
      Text.of(
          "a host to go through, as user@host:port",
          matches("(" + ACCOUNT_NAME + "@)?" + LABEL + "(\\." + LABEL + ")*(:[1-9][0-9]{0,4})?"),
          "");

  static final Text INTERFACE =
      Text.of(
          "the name of a network interface",
          matches("[A-Za-z0-9][A-Za-z0-9_.:@-]{0,14}"),
          "Linux allows 15 characters");

  static final Text HOST_KEY =
      Text.of(
          "a fingerprint such as `ssh-keygen -l` prints: SHA256: and 43 characters",
          matches("SHA256:[A-Za-z0-9+/]{43}"),
          "");

  static final Text NETWORK =
      Text.of(
          "a network such as 192.168.1.0/24",
          text -> Subnet.parse(text).isPresent(),
          "the address must be the network's own, with nothing behind the prefix");

  static final Text NETMASK =
      Text.of(
              "a prefix length from 8 to 30, or a netmask such as 255.255.255.0",
              text -> Subnet.prefix(text).filter(length -> length >= 8 && length <= 30).isPresent(),
              "")
          .orNumber();

  static final Text GRES =
      Text.of(
          "generic resources as Slurm writes them, such as gpu:a100:4",
          matches("[a-z][a-z0-9_]*(:[A-Za-z0-9_.-]+)*(,[a-z][a-z0-9_]*(:[A-Za-z0-9_.-]+)*)*"),
          "");

  private Form() {}

  /// Faults of one are told by [AuthRules].
  private static Text url(String example) {
    return Text.of(
        "a URL such as " + example, text -> text.contains("://") && text.length() < 1000, "");
  }

  private static Predicate<String> matches(String regex) {
    return Pattern.compile(regex).asMatchPredicate();
  }

  private static boolean name(String text) {
    return text.length() <= 253 && NAME.test(text);
  }

  /// `192.168.1.300` is a list of fine labels, but nobody means a name by it.
  private static boolean numbersOnly(String text) {
    return text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }
}
