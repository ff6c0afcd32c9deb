package org.hpcctl.lab;

import module java.base;

/// The files that make a copy of an image one certain host.
record HostFiles(LabFolder folder, Network network, Member member) {

  /// Mounts the host's root file system, a layer of its own over the image, and fills it.
  void create(String passwordHash) throws IOException {
    Path home = folder.host(member);
    for (String part : List.of("root", "upper", "work")) {
      Files.createDirectories(home.resolve(part));
    }
    Machine.run(
        "mount",
        "-t",
        "overlay",
        "hpclab",
        "-o",
        "lowerdir=%s,upperdir=%s/upper,workdir=%s/work"
            .formatted(new Image(member.suite()).path(), home, home),
        folder.root(member).toString());
    write("etc/hostname", member.name() + "\n");
    write("etc/hosts", "127.0.0.1 localhost\n127.0.1.1 " + member.name() + "\n");
    write("etc/network/interfaces", interfaces());
    write("etc/resolv.conf", "");
    write("etc/machine-id", UUID.randomUUID().toString().replace("-", "") + "\n");
    write("etc/shadow", shadow(passwordHash));
    hostKey();
    String key = Files.readString(Path.of(folder.key() + ".pub"));
    authorize("root", 0, key);
    authorize("home/hpc", 1000, key);
    authorize("home/hpcpw", 1001, key);
  }

  /// Its line for `known_hosts`.
  String knownHost() throws IOException {
    String key = Files.readString(inRoot("etc/ssh/ssh_host_ed25519_key.pub"));
    String[] words = key.split(" ", 3);
    return "%s,%s %s %s%n"
        .formatted(member.name(), network.subnet().address(member), words[0], words[1]);
  }

  /// No gateway: the package cache is the only thing outside that a host reaches.
  String interfaces() {
    return """
    auto lo
    iface lo inet loopback

    auto eth0
    iface eth0 inet static
      address %s/24
      up ip route add %s via %s
    """
        .formatted(
            network.subnet().address(member), PackageCache.ADDRESS, network.subnet().gateway());
  }

  private String shadow(String passwordHash) throws IOException {
    return Files.readString(inRoot("etc/shadow"))
        .replaceFirst("(?m)^hpcpw:[^:]*:", Matcher.quoteReplacement("hpcpw:" + passwordHash + ":"));
  }

  /// Only the one that clients prefer: making RSA keys is half of a host's start otherwise.
  private void hostKey() {
    Keys.generate(inRoot("etc/ssh/ssh_host_ed25519_key"), "root@" + member.name());
  }

  private void authorize(String home, int owner, String key) throws IOException {
    Path file = inRoot(home).resolve(".ssh").resolve("authorized_keys");
    Files.writeString(file, key);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.setAttribute(file, "unix:uid", owner);
    Files.setAttribute(file, "unix:gid", owner);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(inRoot(name), text);
  }

  private Path inRoot(String name) {
    return folder.root(member).resolve(name);
  }
}
