package org.hpcctl.dist;

import module java.base;

import org.bouncycastle.operator.OperatorCreationException;
import org.hpcctl.spec.WebService;

/// Lays out the directory hpcctl runs from; the archive and the Debian package hold the same one.
///
///     bin/hpcctl                    starts it, with its own runtime
///     lib/                          the command line's jars and their AOT caches
///     runtime/                      the Java runtime of the command line
///     services/<name>.jar           the eight services, for the hosts
///     services/<name>.aot.tar.gz    what their JVM has learned of each
///     services/services-runtime.tar.gz   the Java runtime of the services, for the hosts
///     examples/                     the annotated YAML
///     release.json                  the version, and size and SHA-256 of each file for the hosts
final class Assemble {
  /// FreeMarker reads beans by `java.beans`, which lies in java.desktop.
  private static final List<String> COMMAND_LINE_MODULES =
      List.of(
          "java.desktop",
          "java.logging",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.sql",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  /// Without the flight recorder: where it is, Jdbi sets it up for the first statement.
  private static final List<String> SERVICE_MODULES =
      List.of(
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  static void main(String[] args)
      throws IOException,
          InterruptedException,
          GeneralSecurityException,
          OperatorCreationException {
    Path repository = Path.of(args[0]);
    String version = args[1];
    Path target = repository.resolve("dist/target");
    Path home = target.resolve("hpcctl");

    Contents lib = new Contents(home.resolve("lib"));
    List<Path> jars = new ArrayList<>();
    for (String name : Files.readString(target.resolve("cli.classpath")).strip().split(":", -1)) {
      Path jar = AotReady.jar(Path.of(name), target.resolve("raised"));
      jars.add(jar);
      lib.put(jar, jar.getFileName().toString());
    }

    String example = "my_multihead_cluster.yaml";
    new Contents(home.resolve("examples"))
        .put(repository.resolve("examples").resolve(example), example);

    RuntimeImage own = new RuntimeImage(home.resolve("runtime"));
    own.refresh(COMMAND_LINE_MODULES);
    RuntimeImage theirs = new RuntimeImage(target.resolve("services-runtime"));
    Contents services = new Contents(home.resolve("services"));
    Path packed = target.resolve("services-runtime.tar.gz");
    if (theirs.refresh(SERVICE_MODULES) || !Files.exists(packed)) {
      TarGz.write(packed, theirs.directory(), "");
    }
    services.put(packed, packed.getFileName().toString());
    Contents caches = new Contents(target.resolve("service-caches"));
    try (TrainingStores stores = new TrainingStores(target.resolve("training-stores"))) {
      for (WebService service : WebService.values()) {
        String name = service.yamlName();
        services.put(
            repository.resolve("services/%1$s/target/%1$s.jar".formatted(name)), name + ".jar");
        Path cache =
            new ServiceCache(
                    service,
                    home.resolve("services"),
                    theirs.directory(),
                    packed,
                    stores,
                    target.resolve("service-caches"))
                .packed();
        caches.keep(cache.getFileName().toString());
        services.put(cache, name + ".aot.tar.gz");
      }
    }
    services.removeOthers();
    caches.removeOthers();

    Launcher launcher = new Launcher(home, jars);
    launcher.caches().forEach(lib::keep);
    lib.removeOthers();
    launcher.write(repository.resolve("dist/src/main/sh/hpcctl"));
    Release.write(home, version, services.names());
    launcher.trainCaches(
        target.resolve("training"), repository.resolve("dist/src/main/sh/training-head"));
  }

  private Assemble() {}
}
