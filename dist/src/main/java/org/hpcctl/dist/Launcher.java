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

  /// Runs hpcctl once to learn which classes it loads; later starts find them linked.
  void trainCache() throws IOException, InterruptedException {
    Path cache = home.resolve("lib").resolve(cacheName);
    if (Files.exists(cache)) {
      return;
    }
    Path fresh = home.resolveSibling(cacheName);
    Programs.run(
        List.of(
            "/usr/bin/env",
            "HPCCTL_JAVA_OPTIONS=-XX:AOTCacheOutput=" + fresh,
            home.resolve("bin/hpcctl").toString(),
            "--help"));
    Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
  }
}
