package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.lab.Answer;
import org.hpcctl.lab.LabHost;

/// A host beside the heads with a slapd from Debian that knows one person and her group, and that a
/// CA of its own vouches for.
record LdapHost(LabHost host) {
  static final String PERSON = "dora";
  private static final String LOOKER_PASSWORD = "lab-directory-password";

  private static final String INSTALL =
      """
      set -e
      export DEBIAN_FRONTEND=noninteractive
      apt-get -qq -y --no-install-recommends install slapd openssl >/dev/null
      systemctl disable --quiet --now slapd
      link=$(ip -o -4 address | grep ' @host@/' | cut -d ' ' -f 2)
      ip address add @address@/24 dev "$link"
      mkdir -p /srv/ldap/data
      cd /srv/ldap
      new="openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2 -batch"
      $new -subj /CN=lab-authority -keyout ca.key -out ca.pem 2>/dev/null
      $new -subj /CN=directory -CA ca.pem -CAkey ca.key -keyout server.key -out server.pem \
        -addext basicConstraints=critical,CA:FALSE -addext subjectAltName=IP:@address@ 2>/dev/null
      cat >slapd.conf <<'END'
      include /etc/ldap/schema/core.schema
      include /etc/ldap/schema/cosine.schema
      include /etc/ldap/schema/nis.schema
      include /etc/ldap/schema/inetorgperson.schema
      modulepath /usr/lib/ldap
      moduleload back_mdb
      TLSCACertificateFile /srv/ldap/ca.pem
      TLSCertificateFile /srv/ldap/server.pem
      TLSCertificateKeyFile /srv/ldap/server.key
      database mdb
      suffix "dc=lab"
      rootdn "cn=looker,dc=lab"
      rootpw "@looker@"
      directory /srv/ldap/data
      access to attrs=userPassword by anonymous auth by * none
      access to * by * none
      END
      slapadd -q -f slapd.conf <<'END'
      dn: dc=lab
      objectClass: domain
      dc: lab

      dn: uid=@person@,dc=lab
      objectClass: inetOrgPerson
      uid: @person@
      cn: Dora
      sn: Dora
      mail: @person@@portal.lab
      userPassword: @password@

      dn: cn=hpc-operators,dc=lab
      objectClass: posixGroup
      cn: hpc-operators
      gidNumber: 5000
      memberUid: @person@
      END
      systemd-run --quiet --unit=lab-slapd /usr/sbin/slapd -d 0 -f /srv/ldap/slapd.conf -h ldaps://@address@
      """;

  void install() {
    run(
        INSTALL
            .replace("@host@", host.address())
            .replace("@address@", address())
            .replace("@looker@", LOOKER_PASSWORD)
            .replace("@person@", PERSON)
            .replace("@password@", Account.PASSWORD));
  }

  /// What the cluster's YAML says of it, in `web:`.
  String yaml() {
    return """
      auth:
        ldap:
          server: ldaps://%s
          ca_file: ldap-ca.pem
          bind_dn: cn=looker,dc=lab
          bind_password: ${LDAP_PASSWORD}
          user_base: dc=lab
          group_base: dc=lab
          roles: {hpc-operators: operator}
          others: nobody
    """
        .formatted(address());
  }

  // None that the unit of auth_service allows for the sake of something else.
  private String address() {
    return host.address().replaceFirst("[0-9]+$", "200");
  }

  /// For the file beside the YAML.
  String secrets() {
    return "LDAP_PASSWORD=" + LOOKER_PASSWORD + "\n";
  }

  /// The CA that vouches for it, in PEM.
  String authority() {
    return run("cat /srv/ldap/ca.pem");
  }

  private String run(String script) {
    Answer answer = host.exec(script);
    assertEquals(0, answer.code(), answer::toString);
    return answer.output();
  }
}
