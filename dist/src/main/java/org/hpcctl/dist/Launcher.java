package org.hpcctl.dist;

import module java.base;

/// `bin/hpcctl` and the AOT cache it starts with.
///
/// The JVM does not check a cache against its jars (JDK-8377932: old code would run silently), so
/// the cache bears the digest of the jars in its name and the script names exactly that one.
final class Launcher {
  private final Path home;
  private final List<String> jars;
  private final String cacheName;

  Launcher(Path home, List<Path> jars) throws IOException {
    this.home = home;
    this.jars = jars.stream().map(jar -> jar.getFileName().toString()).toList();
    this.cacheName = "hpcctl-%s.aot".formatted(Sha256.of(jars).substring(0, 16));
  }

  String cacheName() {
    return cacheName;
  }

  void write(Path template) throws IOException {
    String classPath =
        jars.stream().map("$home/lib/%s"::formatted).collect(Collectors.joining(":"));
    String text =
        Files.readString(template)
            .replace("@CLASS_PATH@", classPath)
            .replace("@CACHE@", "$home/lib/" + cacheName);
    Path script = Files.createDirectories(home.resolve("bin")).resolve("hpcctl");
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Runs hpcctl once as operators do most often, against this machine and without changing it, to
  /// learn which classes it loads; later starts find them linked.
  void trainCache(Path work) throws IOException, InterruptedException, GeneralSecurityException {
    Path cache = home.resolve("lib").resolve(cacheName);
    if (Files.exists(cache)) {
      return;
    }
    Path fresh = work.resolve(cacheName);
    try (TrainingHost host = new TrainingHost(work)) {
      Map<String, String> environment =
          Map.of(
              "HPCCTL_JAVA_OPTIONS", "-XX:AOTCacheOutput=" + fresh,
              "SESSION_SECRET", "for-the-training-run-only-1234567890abcdef",
              "JWT_SECRET", "only-for-the-training-run-fedcba0987654321");
      // What this machine is like decides between these; wrong usage and our own bugs are others.
      Programs.run(
          List.of(
              home.resolve("bin/hpcctl").toString(),
              "config",
              "validate",
              "--config",
              host.yaml().toString()),
          environment,
          Set.of(0, 1, 3));
    }
    Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
  }
}
