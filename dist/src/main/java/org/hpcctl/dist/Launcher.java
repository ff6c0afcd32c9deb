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
    Path fresh = home.resolveSibling(cacheName);
    try (TrainingHost host = new TrainingHost(work)) {
      ProcessBuilder run =
          new ProcessBuilder(
              home.resolve("bin/hpcctl").toString(),
              "setup",
              "--dry-run",
              "--config",
              host.yaml().toString());
      run.directory(work.toFile());
      Map<String, String> environment = run.environment();
      // Relative, because a blank separates these options.
      environment.put(
          "HPCCTL_JAVA_OPTIONS", "-Duser.home=. -XX:AOTCacheOutput=../" + fresh.getFileName());
      environment.merge("PATH", "/usr/bin", (old, _) -> host.programs() + ":" + old);
      environment.put("SESSION_SECRET", "for-the-training-run-only-1234567890abcdef");
      environment.put("JWT_SECRET", "only-for-the-training-run-fedcba0987654321");
      // This machine need not be fit for a head: then the plan says so and ends with 1.
      Programs.run(run, Set.of(0, 1));
    }
    Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
  }
}
