package org.hpcctl.testkit;

import module java.base;

/// People and groups as a slapd of Debian's package is told them, in a test or on a host of a lab.
public record LdapTree(List<Person> people) {
  public static final String SUFFIX = "dc=example,dc=com";
  public static final String PEOPLE = "ou=people," + SUFFIX;
  public static final String GROUPS = "ou=groups," + SUFFIX;

  /// Who may look people up.
  public static final String LOOKER = "cn=looker," + SUFFIX;

  public static final String PASSWORD = "the directory's own password";

  private static final int FIRST = 2001;

  /// @param name also of the Unix account
  /// @param groups that know the person by name
  public record Person(String name, String password, List<String> groups) {}

  /// @param folder of the data, on its host
  /// @param certificates with these it can speak TLS
  public String settings(Path folder, Optional<Certificates> certificates) {
    return """
    include /etc/ldap/schema/core.schema
    include /etc/ldap/schema/cosine.schema
    include /etc/ldap/schema/nis.schema
    include /etc/ldap/schema/inetorgperson.schema
    modulepath /usr/lib/ldap
    moduleload back_mdb
    pidfile %1$s/slapd.pid
    argsfile %1$s/slapd.args
    %2$s
    database mdb
    suffix "%3$s"
    rootdn "%4$s"
    rootpw "%5$s"
    directory %1$s
    access to attrs=userPassword by anonymous auth by * none
    access to * by * none
    """
        .formatted(folder, certificates.map(LdapTree::tls).orElse(""), SUFFIX, LOOKER, PASSWORD);
  }

  private static String tls(Certificates certificates) {
    return "TLSCACertificateFile %s\nTLSCertificateFile %s\nTLSCertificateKeyFile %s"
        .formatted(certificates.authority(), certificates.certificate(), certificates.key());
  }

  /// For `slapadd`.
  public String entries() {
    StringBuilder text =
        new StringBuilder("dn: %s\nobjectClass: domain\ndc: example\n\n".formatted(SUFFIX));
    for (String unit : List.of("people", "groups")) {
      text.append(
          "dn: ou=%1$s,%2$s\nobjectClass: organizationalUnit\nou: %1$s\n\n"
              .formatted(unit, SUFFIX));
    }
    int number = FIRST;
    SequencedMap<String, List<String>> groups = new LinkedHashMap<>();
    for (Person person : people) {
      text.append(entry(person, number++));
      person
          .groups()
          .forEach(
              group -> groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(person.name()));
    }
    groups.forEach((group, members) -> text.append(entry(group, members)));
    return text.toString();
  }

  private static String entry(Person person, int number) {
    return """
    dn: uid=%1$s,%2$s
    objectClass: inetOrgPerson
    objectClass: posixAccount
    uid: %1$s
    cn: %1$s
    sn: %1$s
    mail: %1$s@physics.example.com
    uidNumber: %3$d
    gidNumber: 100
    homeDirectory: /home/%1$s
    userPassword: %4$s

    """
        .formatted(person.name(), PEOPLE, number, person.password());
  }

  private static String entry(String group, List<String> members) {
    return """
    dn: cn=%1$s,%2$s
    objectClass: posixGroup
    cn: %1$s
    gidNumber: 5000
    %3$s

    """
        .formatted(
            group,
            GROUPS,
            members.stream()
                .map(member -> "memberUid: " + member)
                .collect(Collectors.joining("\n")));
  }
}
