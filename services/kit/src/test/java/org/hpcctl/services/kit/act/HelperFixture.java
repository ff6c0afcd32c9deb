package org.hpcctl.services.kit.act;

import module java.base;

import org.hpcctl.testkit.SocketProgram;

/// The helper as it is installed, with users of its own; `sbatch` is a script.
final class HelperFixture implements AutoCloseable {
  private static final Path REVIEWED =
      Path.of(System.getProperty("repository"), "templates/src/test/resources/golden/web/act");
  private static final String LISTEN =
      """
      use Socket; use POSIX (); $^F = 10;
      socket my $s, PF_UNIX, SOCK_STREAM, 0; bind $s, sockaddr_un $ARGV[0] or die; listen $s, 256;
      POSIX::dup2(fileno $s, 3); exec '/usr/bin/perl', '-T', $ARGV[1];
      """;
  // Tells what it was called with, unless its script asks for something special.
  private static final String SBATCH =
      """
      #!/bin/sh
      script=$(cat)
      case $script in
        *FLOOD*) head -c 8000000 /dev/zero; head -c 1000000 /dev/zero >&2; exit 7 ;;
        *STAY*) echo "$$"; exec sleep 600 ;;
      esac
      printf '%s\\n' "$script" "$#" "$@"
      id -u; id -G; pwd; umask; env; ls /proc/self/fd | wc -l
      """;

  final Path root;
  private final SocketProgram helper;

  private HelperFixture(Path root, SocketProgram helper) {
    this.root = root;
    this.helper = helper;
  }

  static HelperFixture start() throws Exception {
    Path root = Files.createTempDirectory("hpcctl-act-test");
    mode(root, "rwxr-xr-x");
    for (String user : List.of("acta:70001", "actb:70002")) {
      String[] parts = user.split(":");
      Path home = Files.createDirectory(root.resolve(parts[0]));
      run("chown", parts[1] + ":" + parts[1], home.toString());
      mode(home, "rwx------");
    }
    Files.writeString(
        root.resolve("passwd"),
        """
        root:x:0:0::/root:/bin/bash
        daemon:x:999:999::/:/bin/bash
        acta:x:70001:70001::@/acta:/bin/sh
        actb:x:70002:70002::@/actb:/bin/sh
        other:x:70001:70001::@/acta:/bin/sh
        locked:x:70003:70003::@/acta:/usr/sbin/nologin
        group0:x:70004:0::@/acta:/bin/sh
        slurm:x:64030:64030::@/acta:/bin/sh
        nowhere:x:70005:70005::/no/such/home:/bin/sh
        nobody:x:65534:65534::/:/bin/sh
        """
            .replace("@", root.toString()));
    Files.writeString(
        root.resolve("group"),
        """
        root:x:0:
        acta:x:70001:
        actb:x:70002:
        shared:x:70100:acta
        """);
    Path sbatch = script(root.resolve("sbatch"), SBATCH);
    // Patience is what a test has least of.
    script(
        root.resolve("hpcctl-act"),
        reviewed("hpcctl-act").replace("HEADER_SECONDS   => 10", "HEADER_SECONDS   => 1"));
    script(
        root.resolve("hpcctl-act-verbs"),
        reviewed("hpcctl-act-verbs").replace("'/usr/bin/sbatch'", "'" + sbatch + "'"));
    return new HelperFixture(
        root,
        SocketProgram.start(
            root,
            List.of("passwd", "group"),
            LISTEN,
            List.of(root.resolve("hpcctl-act").toString())));
  }

  ActAsUser act() {
    return ActAsUser.through(socket(), 64);
  }

  Path socket() {
    return helper.socket();
  }

  String journal() throws IOException {
    return helper.journal();
  }

  @Override
  public void close() throws Exception {
    helper.close();
    run("rm", "-rf", root.toString());
  }

  static void run(String... words) throws Exception {
    int status = new ProcessBuilder(words).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(String.join(" ", words) + " exited with " + status);
    }
  }

  static void mode(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static Path script(Path path, String text) throws IOException {
    Files.writeString(path, text);
    mode(path, "rwxr-xr-x");
    return path;
  }

  private static String reviewed(String name) throws IOException {
    return Files.readString(REVIEWED.resolve(name));
  }
}
