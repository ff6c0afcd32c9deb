package org.hpcctl.services.authservice.provider;

import module java.base;

/// The real PAM of this machine with accounts and a PAM service of its own: the program as it is
/// installed runs in a mount namespace where `/etc/pam.d`, `passwd`, `shadow` and `group` are ours.
/// Needs root and Debian's libauthen-pam-perl.
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
  private static final String ENTER =
      """
      for file in passwd shadow group pam.d; do mount --bind "$1/$file" /etc/$file || exit 1; done
      exec perl -e "$2" "$1/pam.sock" "$1/hpcctl-pam" "$3" 2>"$1/journal"
      """;

  private final Path root;
  private final Process process;

  private PamFixture(Path root, Process process) {
    this.root = root;
    this.process = process;
  }

  public static boolean possible() throws Exception {
    return System.getProperty("user.name").equals("root")
        && Files.isExecutable(Path.of("/usr/bin/unshare"))
        && succeeded("perl", "-MAuthen::PAM", "-e", "1");
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
    Process process =
        new ProcessBuilder(
                "unshare", "--mount", "sh", "-c", ENTER, "sh", root.toString(), ACCEPT, service)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("said").toFile())
            .start();
    PamFixture fixture = new PamFixture(root, process);
    fixture.awaitSocket();
    return fixture;
  }

  public Path socket() {
    return root.resolve("pam.sock");
  }

  public String journal() throws IOException {
    return Files.readString(root.resolve("journal"));
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

  private void awaitSocket() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public void close() throws Exception {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.waitFor();
  }
}
