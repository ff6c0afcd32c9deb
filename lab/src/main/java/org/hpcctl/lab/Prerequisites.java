package org.hpcctl.lab;

import module java.base;

/// What this machine must have before a lab can stand on it.
final class Prerequisites {
  // Program and the Debian package it comes in.
  private static final Map<String, String> PROGRAMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("systemd-nspawn", "systemd-container"),
              Map.entry("debootstrap", "debootstrap"),
              Map.entry("apt-cacher-ng", "apt-cacher-ng"),
              Map.entry("apt-get", "apt"),
              Map.entry("ip", "iproute2"),
              Map.entry("ssh", "openssh-client"),
              Map.entry("ssh-keygen", "openssh-client"),
              Map.entry("openssl", "openssl"),
              Map.entry("nsenter", "util-linux"),
              Map.entry("setpriv", "util-linux"),
              Map.entry("mount", "mount"),
              Map.entry("ethtool", "ethtool"),
              Map.entry("python3", "python3-minimal")));

  private Prerequisites() {}

  static void check() {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new Unable("the lab needs Linux", "run it on a Debian machine or in a virtual one");
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new Unable("the lab needs root, as it boots hosts", "run it with sudo");
    }
    List<String> missing = PROGRAMS.keySet().stream().filter(name -> !found(name)).toList();
    if (!missing.isEmpty()) {
      throw new Unable(
          "this machine lacks " + String.join(", ", missing),
          "apt-get install -y "
              + missing.stream()
                  .map(name -> Objects.requireNonNull(PROGRAMS.get(name)))
                  .distinct()
                  .collect(Collectors.joining(" ")));
    }
    if (!Files.isDirectory(Path.of("/sys/fs/cgroup"))) {
      throw new Unable("control groups are not mounted at /sys/fs/cgroup", "");
    }
  }

  private static boolean found(String program) {
    return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
