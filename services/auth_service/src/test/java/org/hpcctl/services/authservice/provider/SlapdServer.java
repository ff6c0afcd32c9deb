package org.hpcctl.services.authservice.provider;

import module java.base;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import org.hpcctl.testkit.Certificates;

/// A real slapd on a free port of loopback, its data below a folder, with the people of a small
/// physics department.
public final class SlapdServer implements AutoCloseable {
  public static final String LOOKER = "cn=looker,dc=example,dc=com";
  public static final String PASSWORD = "the directory's own password";
  private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int port;
  private final int secure;
  private final Process process;

  private SlapdServer(int port, int secure, Process process) {
    this.port = port;
    this.secure = secure;
    this.process = process;
  }

  public static boolean isThere() {
    return Files.isExecutable(PROGRAM);
  }

  public static SlapdServer start(Path folder) throws Exception {
    return start(folder, Optional.empty());
  }

  /// @param certificates with these it speaks TLS too, at [#securePort]
  public static SlapdServer start(Path folder, Optional<Certificates> certificates)
      throws Exception {
    int port = free();
    int secure = free();
    Path data = Files.createDirectory(folder.resolve("data"));
    Path settings = folder.resolve("slapd.conf");
    Files.writeString(
        settings,
        """
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/nis.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        pidfile %s/slapd.pid
        %s
        argsfile %s/slapd.args
        database mdb
        suffix "dc=example,dc=com"
        rootdn "%s"
        rootpw "%s"
        directory %s
        access to attrs=userPassword by anonymous auth by * none
        access to * by * none
        """
            .formatted(
                folder,
                certificates.map(SlapdServer::tls).orElse(""),
                folder,
                LOOKER,
                PASSWORD,
                data));
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-d",
                "0",
                "-f",
                settings.toString(),
                "-h",
                "ldap://127.0.0.1:%d%s"
                    .formatted(
                        port, certificates.map(_ -> " ldaps://127.0.0.1:" + secure).orElse("")))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("slapd.log").toFile())
            .start();
    SlapdServer server = new SlapdServer(port, secure, process);
    try (LDAPConnection connection = server.connected()) {
      fill(connection);
    } catch (Exception e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static void fill(LDAPConnection connection) throws Exception {
    connection.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
    connection.add(
        "dn: ou=people,dc=example,dc=com", "objectClass: organizationalUnit", "ou: people");
    connection.add(
        "dn: ou=groups,dc=example,dc=com", "objectClass: organizationalUnit", "ou: groups");
    person(connection, "ada", "ada's password", 2001);
    person(connection, "bob", "bob's password", 2002);
    person(connection, "root.admin", "a directory's root.admin", 2003);
    group(connection, "hpc-admins", "ada");
    group(connection, "hpc-users", "bob");
    group(connection, "DX-Users", "bob");
  }

  private static void person(LDAPConnection to, String name, String password, int number)
      throws Exception {
    to.add(
        "dn: uid=" + name + ",ou=people,dc=example,dc=com",
        "objectClass: inetOrgPerson",
        "objectClass: posixAccount",
        "uid: " + name,
        "cn: " + name,
        "sn: " + name,
        "mail: " + name + "@physics.example.com",
        "uidNumber: " + number,
        "gidNumber: 100",
        "homeDirectory: /home/" + name,
        "userPassword: " + password);
  }

  private static void group(LDAPConnection to, String name, String member) throws Exception {
    to.add(
        "dn: cn=" + name + ",ou=groups,dc=example,dc=com",
        "objectClass: posixGroup",
        "cn: " + name,
        "gidNumber: 5000",
        "memberUid: " + member);
  }

  public LDAPConnection connected() throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return new LDAPConnection("127.0.0.1", port, LOOKER, PASSWORD);
      } catch (LDAPException e) {
        if (!process.isAlive() || Instant.now().isAfter(end)) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  public int port() {
    return port;
  }

  /// Of `ldaps://`.
  public int securePort() {
    return secure;
  }

  private static String tls(Certificates certificates) {
    return "TLSCACertificateFile %s\nTLSCertificateFile %s\nTLSCertificateKeyFile %s"
        .formatted(certificates.authority(), certificates.certificate(), certificates.key());
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
