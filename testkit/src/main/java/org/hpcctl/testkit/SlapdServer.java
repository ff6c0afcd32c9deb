package org.hpcctl.testkit;

import module java.base;

/// A real slapd on free ports of loopback, its data below a folder.
public final class SlapdServer implements AutoCloseable {
  private static final String PROGRAM = "slapd";
  private static final String ADDRESS = "127.0.0.1";

  private final int port;
  private final int secure;
  private final Daemon running;

  private SlapdServer(int port, int secure, Daemon running) {
    this.port = port;
    this.secure = secure;
    this.running = running;
  }

  /// Starts one, or skips the test where there is none; a build machine must have it.
  ///
  /// @param folder of this server alone, gone after the test
  /// @param certificates with these it speaks TLS too, at [#securePort]
  public static SlapdServer start(Path folder, LdapTree tree, Optional<Certificates> certificates)
      throws IOException {
    Program.assumeInstalled(PROGRAM, PROGRAM);
    Path settings = folder.resolve("slapd.conf");
    Path entries = folder.resolve("entries.ldif");
    Files.writeString(
        settings, tree.settings(Files.createDirectory(folder.resolve("data")), certificates));
    Files.writeString(entries, tree.entries());
    Program.run(
        folder,
        List.of("/usr/sbin/slapadd", "-q", "-f", settings.toString(), "-l", entries.toString()));
    int port = Program.freePort();
    int secure = Program.freePort();
    String addresses = "ldap://%s:%d".formatted(ADDRESS, port);
    if (certificates.isPresent()) {
      addresses += " ldaps://%s:%d".formatted(ADDRESS, secure);
    }
    Daemon daemon =
        Daemon.start(
            folder.resolve("log"),
            Map.of(),
            List.of("/usr/sbin/slapd", "-d", "0", "-f", settings.toString(), "-h", addresses));
    SlapdServer server = new SlapdServer(port, secure, daemon);
    try {
      daemon.awaitListening(ADDRESS, port);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    return server;
  }

  public int port() {
    return port;
  }

  /// Of `ldaps://`.
  public int securePort() {
    return secure;
  }

  @Override
  public void close() {
    running.close();
  }
}
