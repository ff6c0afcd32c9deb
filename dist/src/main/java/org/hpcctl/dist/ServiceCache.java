package org.hpcctl.dist;

import module java.base;

import org.hpcctl.spec.WebService;

/// What a service's JVM need not work out again at each start on each host: its AOT cache, packed
/// for the hosts as `NAME.aot` inside `NAME.aot.tar.gz`.
///
/// It is made by running the service once on loopback, with the runtime it ships with, the flags of
/// its unit that a cache depends on, and the stores of a head if the build machine has them. Its
/// own file is named after jar, runtime and stores, so that a build that changes none of them makes
/// none: no two caches of the same jar have the same bytes. Whoever changes how services are
/// trained removes `dist/target/service-caches`.
final class ServiceCache {
  private static final Pattern READY =
      Pattern.compile(".*\"message\":\"ready\".*\"port\":(\\d+).*");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Nobody listens there: the service learns what to do when Redis is away.
  private static final String NO_REDIS =
      "\"redis\": {\"mode\": \"single\", \"nodes\": [\"127.0.0.1:9\"]}";

  private static final String IDENTITY =
      """
      "identity": {"auth_service": "http://127.0.0.1:9", "shared_secret": "for a training run, known to all"}\
      """;

  private final WebService service;
  private final Path jar;
  private final Path java;
  private final TrainingStores stores;
  private final Path archive;

  /// @param jars where the jar is with the time that it has on hosts, by which the JVM knows it
  /// @param runtime the unpacked runtime of the services, and `packed` its archive
  /// @param directory where caches of this and earlier builds are
  ServiceCache(
      WebService service,
      Path jars,
      Path runtime,
      Path packed,
      TrainingStores stores,
      Path directory)
      throws IOException {
    this.service = service;
    this.jar = jars.resolve(service.yamlName() + ".jar");
    this.java = runtime.resolve("bin/java");
    this.stores = stores;
    String digest = Sha256.of(List.of(jar, packed)).substring(0, 16);
    String company = hasStores() ? "stores" : "alone";
    this.archive =
        directory.resolve("%s-%s-%s.tar.gz".formatted(service.yamlName(), company, digest));
  }

  /// The archive, made unless it is there.
  Path packed() throws IOException, InterruptedException {
    if (!Files.exists(archive)) {
      Path work = archive.resolveSibling(service.yamlName());
      Directories.delete(work);
      Path content = Files.createDirectories(work.resolve("content"));
      learn(work, content.resolve(service.yamlName() + ".aot"));
      TarGz.write(archive, content, "");
      Directories.delete(work);
    }
    return archive;
  }

  private void learn(Path work, Path cache) throws IOException, InterruptedException {
    Path log = work.resolve("log");
    Path settings = Files.writeString(work.resolve("settings.json"), settings(work));
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                // With C2 the cache would hold profiles of a run that is like no other. What C1
                // compiles now it compiles in each run, and C2 never does (measured: hashes of
                // passwords at three times their cost), so no hot work belongs into this run.
                "-XX:TieredStopAtLevel=1",
                "-XX:AOTCacheOutput=" + cache,
                "-jar",
                jar.toString(),
                "--config",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      int port = port(process, log);
      for (String path : List.of("/health", "/health/ready", "/health/detailed", "/metrics", "/")) {
        ask(port, path);
      }
      // SIGTERM: the JVM writes the cache when the service has stopped in order.
      process.destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(cache)) {
        throw failed("made no AOT cache", log);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private int port(Process process, Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      Optional<Matcher> ready =
          Files.readAllLines(log).stream().map(READY::matcher).filter(Matcher::matches).findFirst();
      if (ready.isPresent()) {
        return Integer.parseInt(ready.get().group(1));
      }
      Thread.sleep(20);
    }
    throw failed("did not become ready", log);
  }

  private IOException failed(String what, Path log) throws IOException {
    return new IOException(service.yamlName() + " " + what + ":\n" + Files.readString(log));
  }

  private static void ask(int port, String path) throws IOException {
    URL address = URI.create("http://127.0.0.1:" + port + path).toURL();
    HttpURLConnection connection = (HttpURLConnection) address.openConnection();
    connection.setRequestProperty("Authorization", "Bearer nobody.knows.it");
    connection.setReadTimeout((int) PATIENCE.toMillis());
    int _ = connection.getResponseCode();
    connection.disconnect();
  }

  private String settings(Path work) throws IOException {
    String places =
        """
        {"service": "%s", "cluster": "training", "host": "training", "bind": "127.0.0.1", "port": 0, \
        "drain_seconds": 1, "state": "%s"\
        """
            .formatted(service.yamlName(), work.resolve("state"));
    return switch (service.kind()) {
      case FRONTEND -> places + ", \"alone\": true}";
      case BACKEND ->
          hasStores()
              ? places + ", " + IDENTITY + ", " + options() + stores.settings() + "}"
              : places + ", \"alone\": true, " + NO_REDIS + "}";
    };
  }

  private boolean hasStores() {
    return service.kind() == WebService.Kind.BACKEND && TrainingStores.areInstalled();
  }

  /// There is no Slurm to be trained with.
  private String options() {
    return service == WebService.JOB_API ? "\"options\": {\"scheduler\": \"local\"}, " : "";
  }
}
