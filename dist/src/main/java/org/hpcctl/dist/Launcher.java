package org.hpcctl.dist;

import module java.base;

import org.bouncycastle.operator.OperatorCreationException;

/// `bin/hpcctl` and the AOT caches it starts with.
///
/// Four caches, because the JVM links all classes of one at each start, needed or not: the one of
/// the whole pipeline saves it half its time and costs `--version` five times its own. What a timer
/// runs twice a day on thousands of machines finds nothing to do, and has one for that; what speaks
/// to a CA needs a third of its classes nowhere else.
///
/// The JVM does not check a cache against its jars (JDK-8377932: old code would run silently), so a
/// cache bears the digest of the jars in its name and the script names exactly that one.

final class Launcher {
  private final Path home;
  private final List<String> jars;
  private final String digest;

  Launcher(Path home, List<Path> jars) throws IOException {
    this.home = home;
    this.jars = jars.stream().map(jar -> jar.getFileName().toString()).toList();
    this.digest = Sha256.of(jars).substring(0, 16);
  }

  /// The caches' names, as the script knows them.
  List<String> caches() {
    return List.of(pipeline(), brief(), renewal(), issue());
  }

  private String pipeline() {
    return digest + "-pipeline.aot";
  }

  private String brief() {
    return digest + "-brief.aot";
  }

  private String renewal() {
    return digest + "-renewal.aot";
  }

  private String issue() {
    return digest + "-issue.aot";
  }

  void write(Path template) throws IOException {
    String classPath =
        jars.stream().map("$home/lib/%s"::formatted).collect(Collectors.joining(":"));
    String text =
        Files.readString(template).replace("@CLASS_PATH@", classPath).replace("@DIGEST@", digest);
    Path script = Files.createDirectories(home.resolve("bin")).resolve("hpcctl");
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Runs hpcctl to learn which classes it loads: once as operators do most often, against this
  /// machine and without changing it, once only to be asked for help, once to find that no
  /// certificate is due, and once to get one, from a CA and for a head that are made up.
  ///
  /// @param head script of what that head answers
  void trainCaches(Path work, Path head)
      throws IOException,
          InterruptedException,
          GeneralSecurityException,
          OperatorCreationException {
    if (!Files.exists(cache(brief()))) {
      learn(brief(), Files.createDirectories(work), List.of("--help"), Map.of(), Set.of(0));
    }
    if (!Files.exists(cache(renewal()))) {
      Path yaml = TrainingCertificate.write(work);
      learn(
          renewal(),
          work,
          // With an option that a timer would not give, so that what reads options is learned too:
          // `cert status` needs it.
          List.of("cert", "renew", "--format", "text", "--config", yaml.toString()),
          Map.of(),
          Set.of(0));
      Directories.delete(work);
    }
    if (!Files.exists(cache(issue()))) {
      try (TrainingAuthority authority = new TrainingAuthority(TrainingHost.NAME);
          TrainingHost host = TrainingHost.toServe(work, authority, head)) {
        learn(
            issue(),
            work,
            List.of("cert", "issue", "--config", host.yaml().toString()),
            host.environment(),
            Set.of(0));
      }
    }
    if (!Files.exists(cache(pipeline()))) {
      try (TrainingHost host = TrainingHost.toLookAt(work)) {
        learn(
            pipeline(),
            work,
            List.of("setup", "--dry-run", "--config", host.yaml().toString()),
            host.environment(),
            // This machine need not be fit for a head: then the plan says so and ends with 1.
            Set.of(0, 1));
      }
    }
  }

  private void learn(
      String name,
      Path work,
      List<String> arguments,
      Map<String, String> environment,
      Set<Integer> expected)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/hpcctl").toString()));
    command.addAll(arguments);
    ProcessBuilder run = new ProcessBuilder(command).directory(work.toFile());
    run.environment().putAll(environment);
    // Paths are relative, because a blank separates these options. With C2 the cache would hold
    // profiles too, and a run that copies nothing would spend half its time compiling by them.
    run.environment()
        .put(
            "HPCCTL_JAVA_OPTIONS",
            "-Duser.home=. -XX:TieredStopAtLevel=1 -XX:AOTCacheOutput=../fresh.aot");
    Programs.run(run, expected);
    Files.move(work.resolveSibling("fresh.aot"), cache(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path cache(String name) {
    return home.resolve("lib").resolve(name);
  }
}
