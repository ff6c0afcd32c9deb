package org.hpcctl.lab;

import module java.base;

/// Where a lab keeps its files. All of it goes with the lab.
record LabFolder(String name) {
  /// Holds one folder a lab.
  static final Path ALL = Path.of("/var/lib/hpcctl-lab");

  /// What is kept when all labs are gone: images, packages, locks.
  static final Path CACHE = Path.of("/var/cache/hpcctl-lab");

  /// The names of the labs that have a folder.
  static List<String> names() {
    try (var folders = Files.list(ALL)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return ALL.resolve(name);
  }

  Path yaml() {
    return path().resolve("my_multihead_cluster.yaml");
  }

  Path secrets() {
    return path().resolve("my_multihead_cluster.secrets.env");
  }

  Path key() {
    return path().resolve("id_ed25519");
  }

  Path knownHosts() {
    return path().resolve("known_hosts");
  }

  Path sshConfig() {
    return path().resolve("ssh_config");
  }

  /// The sudo password of the user `hpcpw`.
  Path password() {
    return path().resolve("hpcpw.password");
  }

  /// The delay in milliseconds, if there is one.
  Path delay() {
    return path().resolve("delay");
  }

  Path relayScript() {
    return path().resolve("relay.py");
  }

  Path powerScript() {
    return path().resolve("power.sh");
  }

  /// Written last: a lab that has it came up completely.
  Path state() {
    return path().resolve("lab.properties");
  }

  Path host(Member member) {
    return path().resolve("hosts").resolve(member.name());
  }

  /// The host's root file system, mounted on this machine.
  Path root(Member member) {
    return host(member).resolve("root");
  }

  Path console(Member member) {
    return host(member).resolve("console.log");
  }
}
