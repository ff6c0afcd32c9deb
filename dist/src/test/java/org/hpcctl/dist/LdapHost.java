package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.lab.Answer;
import org.hpcctl.lab.LabHost;
import org.hpcctl.testkit.Certificates;
import org.hpcctl.testkit.LdapTree;

/// A host beside the heads with a slapd from Debian that knows one person and her group, and that a
/// CA of its own vouches for.
record LdapHost(LabHost host) {
  static final String PERSON = "dora";
  private static final Path HOME = Path.of("/srv/ldap");

  private static final String INSTALL =
      """
      set -e
      export DEBIAN_FRONTEND=noninteractive
      apt-get -qq -y --no-install-recommends install slapd openssl >/dev/null
      systemctl disable --quiet --now slapd
      link=$(ip -o -4 address | grep ' @host@/' | cut -d ' ' -f 2)
      ip address add @address@/24 dev "$link"
      mkdir -p @home@/data
      cd @home@
      {
      @certificates@
      } 2>/dev/null
      cat >slapd.conf <<'END'
      @settings@
      END
      slapadd -q -f slapd.conf <<'END'
      @entries@
      END
      systemd-run --quiet --unit=lab-slapd /usr/sbin/slapd -d 0 -f @home@/slapd.conf -h ldaps://@address@
      """;

  void install() {
    LdapTree tree =
        new LdapTree(
            List.of(new LdapTree.Person(PERSON, Account.PASSWORD, List.of("hpc-operators"))));
    run(
        INSTALL
            .replace("@home@", HOME.toString())
            .replace("@host@", host.address())
            .replace("@address@", address())
            .replace("@certificates@", String.join("\n", Certificates.commands(address())))
            .replace(
                "@settings@",
                tree.settings(HOME.resolve("data"), Optional.of(Certificates.in(HOME))))
            .replace("@entries@", tree.entries()));
  }

  /// What the cluster's YAML says of it, in `web:`.
  String yaml() {
    return """
      auth:
        ldap:
          server: ldaps://%s
          ca_file: ldap-ca.pem
          bind_dn: %s
          bind_password: ${LDAP_PASSWORD}
          user_base: %s
          group_base: %s
          roles: {hpc-operators: operator}
          others: nobody
    """
        .formatted(address(), LdapTree.LOOKER, LdapTree.PEOPLE, LdapTree.GROUPS);
  }

  // None that the unit of auth_service allows for the sake of something else.
  private String address() {
    return host.address().replaceFirst("[0-9]+$", "200");
  }

  /// For the file beside the YAML.
  String secrets() {
    return "LDAP_PASSWORD=" + LdapTree.PASSWORD + "\n";
  }

  /// The CA that vouches for it, in PEM.
  String authority() {
    return run("cat " + Certificates.in(HOME).authority());
  }

  private String run(String script) {
    Answer answer = host.exec(script);
    assertEquals(0, answer.code(), answer::toString);
    return answer.output();
  }
}
