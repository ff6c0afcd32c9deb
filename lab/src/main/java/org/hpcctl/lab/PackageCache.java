package org.hpcctl.lab;

import module java.base;

/// An apt-cacher-ng of our own, through which all labs get their packages: hosts need neither a way
/// out nor name resolution, and nothing is fetched twice.
///
/// One process serves all labs, as two would spoil each other's files. It listens at an address
/// that lies on this machine's loopback interface; hosts have a route to it over their bridge.
final class PackageCache {
  static final String ADDRESS = "10.77.255.254";
  static final String URL = "http://" + ADDRESS + ":3177";

  private static final String PORT = "3177";
  private static final String USER = "apt-cacher-ng";
  private static final String LOCK = ".packages";
  private static final Path FOLDER = LabFolder.ALL.resolve(".packages");
  private static final Path CONFIG = FOLDER.resolve("conf");
  private static final Path LOGS = FOLDER.resolve("logs");

  private PackageCache() {}

  /// Makes the lab's folder, which is what keeps the cache running, and the cache run.
  static void join(LabFolder lab) {
    try (var _ = Lock.take(LOCK)) {
      create(lab.path());
      if (answers()) {
        return;
      }
      stop();
      start(Mirror.ofThisMachine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes the lab's folder, and with the last one the cache.
  static void leave(LabFolder lab) {
    try (var _ = Lock.take(LOCK)) {
      Machine.run("rm", "-rf", "--one-file-system", lab.path().toString());
      if (!LabFolder.names().isEmpty()) {
        return;
      }
      stop();
      Machine.run("rm", "-rf", "--one-file-system", LabFolder.ALL.toString());
      Cgroup.removeTop();
    }
  }

  /// Its configuration file. Forwarding anything but Debian's archives is refused.
  static String configuration(Mirror mirror, Path packages) {
    var lines =
        new ArrayList<>(
            List.of(
                "BindAddress: " + ADDRESS,
                "Port: " + PORT,
                "CacheDir: " + packages,
                "LogDir: " + LOGS,
                "ForeGround: 1",
                "ForceManaged: 1",
                "Remap-debian: /debian ; " + mirror.archive()));
    mirror
        .security()
        .ifPresent(address -> lines.add("Remap-security: /debian-security ; " + address));
    return String.join("\n", lines) + "\n";
  }

  private static void start(Mirror mirror) throws IOException {
    Path packages = LabFolder.CACHE.resolve("packages");
    create(CONFIG);
    create(LOGS);
    create(packages);
    Machine.run("chown", USER, LOGS.toString(), packages.toString());
    Files.writeString(CONFIG.resolve("acng.conf"), configuration(mirror, packages));
    Machine.run("ip", "address", "replace", ADDRESS + "/32", "dev", "lo");
    Cgroup group = Cgroup.ofPackages();
    group.create();
    group.join(
        Machine.release(
            FOLDER.resolve("output.log"),
            List.of(
                "setpriv",
                "--reuid=" + USER,
                "--regid=" + USER,
                "--clear-groups",
                "apt-cacher-ng",
                "-c",
                CONFIG.toString())));
    Wait.until("the package cache answers at " + URL, PackageCache::answers);
  }

  private static void stop() {
    Cgroup.ofPackages().remove();
    Machine.ask("ip", "address", "delete", ADDRESS + "/32", "dev", "lo");
  }

  /// While nobody has the address, a gateway may well answer in its place: look at processes too.
  private static boolean answers() {
    if (Cgroup.ofPackages().processes().isEmpty()) {
      return false;
    }
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(ADDRESS, Integer.parseInt(PORT)), 1000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// The user of the cache must be able to walk through, whatever the umask.
  private static void create(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path part = folder;
        part != null && (part.startsWith(LabFolder.ALL) || part.startsWith(LabFolder.CACHE));
        part = part.getParent()) {
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
