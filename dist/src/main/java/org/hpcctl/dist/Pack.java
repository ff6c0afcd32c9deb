package org.hpcctl.dist;

import module java.base;

/// Packs the directory that [Assemble] laid out: `hpcctl-<version>-linux-<arch>.tar.gz`, to unpack
/// anywhere, and `hpcctl_<version>_<arch>.deb`. Neither needs Java on the machine.
final class Pack {
  static void main(String[] args) throws IOException, InterruptedException {
    Path repository = Path.of(args[0]);
    String version = args[1];
    Path target = repository.resolve("dist/target");
    Path home = target.resolve("hpcctl");
    String architecture = architecture();

    TarGz.write(
        target.resolve("hpcctl-%s-linux-%s.tar.gz".formatted(version, architecture)),
        home,
        "hpcctl-%s/".formatted(version));

    // A snapshot comes before its release: Debian writes that with a tilde.
    String debianVersion = version.replace("-SNAPSHOT", "~snapshot");
    Path tree = target.resolve("debian");
    Directories.delete(tree);
    Directories.link(home, tree.resolve("usr/lib/hpcctl"));
    Files.createDirectories(tree.resolve("usr/bin"));
    Files.createSymbolicLink(tree.resolve("usr/bin/hpcctl"), Path.of("../lib/hpcctl/bin/hpcctl"));
    String program = home.resolve("bin/hpcctl").toString();
    Programs.run(
        List.of(program, "man", "--directory", tree.resolve("usr/share/man/man1").toString()));
    Files.writeString(
        Files.createDirectories(tree.resolve("usr/share/bash-completion/completions"))
            .resolve("hpcctl"),
        Programs.run(List.of(program, "completion", "bash")));
    DebianPackage.write(
        target.resolve("hpcctl_%s_%s.deb".formatted(debianVersion, architecture)),
        tree,
        """
        Package: hpcctl
        Version: %s
        Architecture: %s
        Maintainer: The hpcctl developers <hpcctl@localhost>
        Installed-Size: %d
        Depends: libc6
        Recommends: openssh-client
        Section: admin
        Priority: optional
        Description: turns bare Debian hosts into a highly available HPC head-node cluster
         One command that reads one YAML file and sets up, checks and repairs the head
         nodes of a cluster over SSH. It brings its own Java runtime.
        """
            .formatted(debianVersion, architecture, Directories.size(tree) / 1024));
    Directories.delete(tree);
  }

  private static String architecture() {
    String name = System.getProperty("os.arch");
    return name.equals("aarch64") ? "arm64" : name;
  }

  private Pack() {}
}
