package org.hpcctl.lab;

import module java.base;

/// A control group of the lab, the same path in every hierarchy of this machine.
///
/// nspawn with `--keep-unit` makes groups of a fixed name below the caller's own group, so two
/// hosts without groups of their own would share one `system.slice`. It must be every hierarchy:
/// limits of units inside a host work only in those where the host has its own group.
record Cgroup(String path) {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String TOP = "hpclab";

  // What systemd gives a container: making nodes, the pseudo devices, terminals, tun and fuse.
  private static final List<String> DEVICES =
      List.of(
          "c *:* m",
          "b *:* m",
          "c 1:3 rwm",
          "c 1:5 rwm",
          "c 1:7 rwm",
          "c 1:8 rwm",
          "c 1:9 rwm",
          "c 5:0 rwm",
          "c 5:2 rwm",
          "c 10:200 rwm",
          "c 10:229 rwm",
          "c 136:* rwm");

  static Cgroup of(String lab) {
    return new Cgroup(TOP + "/" + lab);
  }

  static Cgroup of(String lab, Member member) {
    return new Cgroup(TOP + "/" + lab + "/" + member.name());
  }

  /// The group of the package cache; no lab's name starts with a dot.
  static Cgroup ofPackages() {
    return new Cgroup(TOP + "/.packages");
  }

  /// Whether this machine has version 2 only, as most machines booted by systemd have.
  static boolean unified() {
    return Files.exists(ROOT.resolve("cgroup.controllers"));
  }

  boolean exists() {
    return hierarchies().stream().anyMatch(hierarchy -> Files.exists(hierarchy.resolve(path)));
  }

  void create() {
    for (Path hierarchy : hierarchies()) {
      Path parent = hierarchy;
      for (Path part : Path.of(path)) {
        Path group = parent.resolve(part);
        if (unified()) {
          delegate(parent);
        }
        if (!Files.exists(group)) {
          make(group);
          inheritProcessors(parent, group);
        }
        parent = group;
      }
    }
  }

  /// A group inside this one.
  Cgroup part(String name) {
    return new Cgroup(path + "/" + name);
  }

  /// Keeps the processes of this group off this machine's disks. Version 2 has no file for that;
  /// [PowerOn] takes the right to make device nodes away instead.
  void restrictDevices() {
    Path group = ROOT.resolve("devices").resolve(path);
    if (Files.exists(group)) {
      write(group.resolve("devices.deny"), "a");
      DEVICES.forEach(device -> write(group.resolve("devices.allow"), device));
    }
  }

  void join(ProcessHandle process) {
    for (Path hierarchy : hierarchies()) {
      write(hierarchy.resolve(path).resolve("cgroup.procs"), Long.toString(process.pid()));
    }
  }

  /// The processes in this group and in the groups below it.
  List<ProcessHandle> processes() {
    return hierarchies().stream()
        .flatMap(hierarchy -> tree(hierarchy.resolve(path)).stream())
        .flatMap(group -> processes(group).stream())
        .distinct()
        .map(ProcessHandle::of)
        .flatMap(Optional::stream)
        .toList();
  }

  /// Ends all processes and removes the group from every hierarchy.
  void remove() {
    Wait.until(
        "the processes of " + path + " have ended",
        () -> {
          List<ProcessHandle> left = processes();
          left.forEach(ProcessHandle::destroyForcibly);
          return left.isEmpty();
        });
    for (Path hierarchy : hierarchies()) {
      for (Path group : tree(hierarchy.resolve(path)).reversed()) {
        Wait.until(group + " is empty", () -> removed(group));
      }
    }
  }

  /// The file to join a group by that `/proc/PID/cgroup` tells.
  ///
  /// @param controllers its second column: empty for version 2, `name=systemd` for systemd's own
  static Path processFile(String controllers, String group) {
    String hierarchy = controllers.replaceFirst("^name=", "");
    if (hierarchy.isEmpty() && !unified()) {
      hierarchy = "unified";
    }
    return ROOT.resolve(hierarchy).resolve(group.substring(1)).resolve("cgroup.procs");
  }

  /// Removes the group that holds all labs when nothing is left in it.
  static void removeTop() {
    hierarchies().forEach(hierarchy -> removed(hierarchy.resolve(TOP)));
  }

  private static List<Path> hierarchies() {
    if (unified()) {
      return List.of(ROOT);
    }
    try (var folders = Files.list(ROOT)) {
      // `cpu` may be a link to `cpu,cpuacct`.
      return folders
          .filter(folder -> !Files.isSymbolicLink(folder))
          .filter(folder -> Files.exists(folder.resolve("cgroup.procs")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A group and all below it, parents first.
  private static List<Path> tree(Path group) {
    if (!Files.exists(group)) {
      return List.of();
    }
    try (var paths = Files.find(group, 64, (_, attributes) -> attributes.isDirectory())) {
      return paths.toList();
    } catch (IOException | UncheckedIOException _) {
      // systemd inside the host removes groups while we look; what is left shows next time.
      return List.of(group);
    }
  }

  private static List<Long> processes(Path group) {
    try {
      return Files.readAllLines(group.resolve("cgroup.procs")).stream().map(Long::valueOf).toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static void make(Path group) {
    try {
      Files.createDirectory(group);
    } catch (FileAlreadyExistsException _) {
      // Another lab came first.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A new group of the hierarchy `cpuset` takes no process before it has processors and memory.
  private static void inheritProcessors(Path parent, Path group) {
    if (unified() || !Files.exists(group.resolve("cpuset.cpus"))) {
      return;
    }
    try {
      for (String file : List.of("cpuset.cpus", "cpuset.mems")) {
        Files.writeString(group.resolve(file), Files.readString(parent.resolve(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(group.resolve("cgroup.clone_children"), "1");
  }

  private static void delegate(Path parent) {
    try {
      Scanner controllers = new Scanner(Files.readString(parent.resolve("cgroup.controllers")));
      while (controllers.hasNext()) {
        write(parent.resolve("cgroup.subtree_control"), "+" + controllers.next());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean removed(Path group) {
    try {
      Files.deleteIfExists(group);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write `" + text + "` to " + file, e);
    }
  }
}
