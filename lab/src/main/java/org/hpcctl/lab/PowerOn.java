package org.hpcctl.lab;

import module java.base;

/// The command line that boots a host. Each flag was found to be needed.
record PowerOn(LabFolder folder, Network network, Member member, boolean unified) {
  // nspawn mounts the controllers of control groups version 1 read-only; made writable before
  // systemd starts, limits of units inside the host (MemoryMax= and so on) really work.
  private static final String INIT =
      "for c in /sys/fs/cgroup/*/; do mount -o remount,bind,rw \"$c\" 2>/dev/null; done;"
          + " exec /sbin/init";

  /// The name nspawn knows the host by; host names repeat from lab to lab.
  static String machine(String lab, String host) {
    return "hpclab-" + lab + "-" + host;
  }

  /// What nspawn leaves on this machine when it is killed.
  ///
  /// @param root the host's root file system; the lock is named after the device and number of it
  static List<Path> traces(String lab, String host, Path root) {
    Path run = Path.of("/run/systemd/nspawn");
    try {
      return List.of(
          run.resolve("propagate").resolve(machine(lab, host)),
          run.resolve("locks")
              .resolve(
                  "inode-%s:%s"
                      .formatted(
                          Files.getAttribute(root, "unix:dev"),
                          Files.getAttribute(root, "unix:ino"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> command() {
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            // Writable /proc/sys/net, which belongs to the host alone; the rest is this machine's.
            "env",
            "SYSTEMD_NSPAWN_API_VFS_WRITABLE=network",
            "systemd-nspawn",
            "--quiet",
            "--settings=no",
            "--register=no",
            "--keep-unit",
            "--directory=" + folder.root(member),
            "--machine=" + machine(folder.name(), member.name()),
            "--hostname=" + member.name(),
            "--network-namespace-path=/run/netns/" + network.namespace(member),
            // Not kept by itself with a namespace given by path; without it not even `lo` comes up.
            "--capability=CAP_NET_ADMIN",
            // Without it IPAddressDeny= of units is ignored, silently.
            "--system-call-filter=bpf",
            "--bind=/dev/fuse",
            "--resolv-conf=off",
            "--timezone=off",
            "--link-journal=no",
            "--console=read-only",
            // --boot would imply it, but --boot leaves no room for INIT.
            "--kill-signal=SIGRTMIN+3"));
    if (unified) {
      command.add("--drop-capability=CAP_MKNOD");
    }
    command.addAll(List.of("--", "/bin/sh", "-c", INIT));
    return List.copyOf(command);
  }
}
