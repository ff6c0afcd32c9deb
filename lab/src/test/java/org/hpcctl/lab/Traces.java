package org.hpcctl.lab;

import module java.base;

/// What of this machine a lab changes while it is up, and must have given back afterwards. Leaves
/// out what belongs to labs of other names, which may come and go meanwhile.
record Traces(SortedSet<String> found) {
  static final Traces NONE = new Traces(new TreeSet<>());

  static Traces of(String lab) throws IOException {
    var found = new TreeSet<String>();
    for (Path face : Network.list(Path.of("/sys/class/net"))) {
      String alias = Network.aliasOf(face);
      if (alias.equals(Network.alias(lab)) || !alias.startsWith("hpcctl lab ")) {
        found.add("interface " + face.getFileName());
      }
    }
    for (Path namespace : Network.list(Path.of("/run/netns"))) {
      if (mayBeOf(lab, "hpclab-", "-", namespace.getFileName().toString())) {
        found.add("namespace " + namespace.getFileName());
      }
    }
    for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
      String mount = line.split(" ", 6)[4];
      if (mayBeOf(lab, LabFolder.ALL + "/", "/", mount) && !mount.startsWith("/run/netns/")) {
        found.add("mount " + mount);
      }
    }
    for (Path hierarchy : Network.list(Path.of("/sys/fs/cgroup"))) {
      if (Files.exists(hierarchy.resolve("hpclab").resolve(lab))) {
        found.add("control group in " + hierarchy);
      }
    }
    for (Path trace : Network.list(Path.of("/run/systemd/nspawn/propagate"))) {
      if (mayBeOf(lab, "hpclab-", "-", trace.getFileName().toString())) {
        found.add("propagation " + trace.getFileName());
      }
    }
    ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(new LabFolder(lab).path() + "/"))
        .filter(line -> line.contains("nspawn"))
        .forEach(line -> found.add("process " + line));
    if (Files.exists(new LabFolder(lab).path())) {
      found.add("folder");
    }
    if (LabFolder.names().stream().allMatch(lab::equals)
        && !Cgroup.ofPackages().processes().isEmpty()) {
      found.add("package cache");
    }
    return new Traces(found);
  }

  /// Whether something named `prefix LAB separator ...` is this lab's, or no lab's at all.
  private static boolean mayBeOf(String lab, String prefix, String separator, String name) {
    return !name.startsWith(prefix) || name.startsWith(prefix + lab + separator);
  }
}
