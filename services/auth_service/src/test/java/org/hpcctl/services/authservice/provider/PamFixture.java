package org.hpcctl.services.authservice.provider;

import module java.base;

import org.hpcctl.testkit.SocketProgram;

/// The real PAM of this machine with accounts and a PAM service of its own, asked by the program as
/// it is installed. Needs root and Debian's libauthen-pam-perl.
public final class PamFixture implements AutoCloseable {
  public static final String SERVICE = "hpc-portal";

  private static final Path REVIEWED =
      Path.of(
          System.getProperty("repository"),
          "templates/src/test/resources/golden/web/pam/hpcctl-pam");
  // As systemd does it with Accept=yes.
  private static final String ACCEPT =
      """
      use Socket; $SIG{CHLD} = 'IGNORE';
      socket my $s, PF_UNIX, SOCK_STREAM, 0; bind $s, sockaddr_un $ARGV[0] or die; listen $s, 64;
      while (accept my $c, $s) {
        next if fork;
        open STDIN, '<&', $c; open STDOUT, '>&', $c; close $c;
        exec '/usr/bin/perl', '-T', @ARGV[1, 2];
      }
      """;
  private final SocketProgram helper;

  private PamFixture(SocketProgram helper) {
    this.helper = helper;
  }

  public static boolean possible() throws Exception {
    return SocketProgram.possible() && succeeded("perl", "-MAuthen::PAM", "-e", "1");
  }

  /// @param service that the program is started for
  /// @param rules the text of `/etc/pam.d/hpc-portal`
  public static PamFixture start(Path folder, String service, String rules) throws Exception {
    Path root = Files.createDirectory(folder.resolve("pam"));
    Files.writeString(Files.createDirectory(root.resolve("pam.d")).resolve(SERVICE), rules);
    Files.writeString(
        root.resolve("passwd"),
        """
        root:x:0:0::/root:/bin/bash
        ada:x:70001:70001::/nonexistent:/bin/bash
        bob:x:70002:70002::/nonexistent:/bin/bash
        old:x:70003:70003::/nonexistent:/bin/bash
        open:x:70004:70004::/nonexistent:/bin/bash
        daemon:x:999:999::/:/bin/bash
        """);
    String hash = hash("ada's password");
    // ada is well, bob is locked, old has expired, open has no password, daemon is of the system.
    Files.writeString(
        root.resolve("shadow"),
        """
        root:%1$s:20000:0:99999:7:::
        ada:%1$s:20000:0:99999:7:::
        bob:!%1$s:20000:0:99999:7:::
        old:%1$s:20000:0:99999:7::1:
        open::20000:0:99999:7:::
        daemon:%1$s:20000:0:99999:7:::
        """
            .formatted(hash));
    Files.setPosixFilePermissions(
        root.resolve("shadow"), PosixFilePermissions.fromString("rw-r-----"));
    Files.writeString(
        root.resolve("group"), "root:x:0:\nada:x:70001:\nbob:x:70002:\nDX-Users:x:70100:ada\n");
    Files.copy(REVIEWED, root.resolve("hpcctl-pam"));
    return new PamFixture(
        SocketProgram.start(
            root,
            List.of("passwd", "shadow", "group", "pam.d"),
            ACCEPT,
            List.of(root.resolve("hpcctl-pam").toString(), service)));
  }

  public Path socket() {
    return helper.socket();
  }

  public String journal() throws IOException {
    return helper.journal();
  }

  private static String hash(String password) throws Exception {
    Process process =
        new ProcessBuilder("openssl", "passwd", "-6", "-stdin").redirectErrorStream(true).start();
    try (Writer writer = process.outputWriter()) {
      writer.write(password + "\n");
    }
    try (BufferedReader lines = process.inputReader()) {
      return lines.readLine();
    }
  }

  private static boolean succeeded(String... words) throws Exception {
    return new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @Override
  public void close() {
    helper.close();
  }
}
