package org.hpcctl.dist;

import module java.base;

/// A Java runtime with the modules somebody needs, made by the `jlink` of the JDK that builds.
///
/// Not compressed: it starts faster, and what holds it is compressed as a whole (measured: 32 MB
/// against 37 MB with zip-6 inside).
record RuntimeImage(Path directory) {
  /// The JDK's own list names providers of modules that an image lacks. Whoever asks for all of
  /// them has the JVM set up each provider that any jar offers, to see whether it is one of those:
  /// of BouncyCastle's alone 0.05 s and 800 classes at each start.
  private static final List<String> PROVIDERS =
      List.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE");

  /// Makes the image unless it is there, from this JDK and with these modules.
  ///
  /// @return whether it was made
  boolean refresh(List<String> modules) throws IOException, InterruptedException {
    Path jdk = Path.of(System.getProperty("java.home"));
    String recipe =
        String.join(
            " ",
            Runtime.version().toString(),
            String.join(",", modules),
            String.join(",", PROVIDERS));
    Path made = directory.resolveSibling("." + directory.getFileName() + ".recipe");
    if (Files.isDirectory(directory)
        && Files.exists(made)
        && Files.readString(made).equals(recipe)) {
      return false;
    }
    Files.deleteIfExists(made);
    Directories.delete(directory);
    Files.createDirectories(directory.getParent());
    Programs.run(
        List.of(
            jdk.resolve("bin/jlink").toString(),
            "--add-modules=" + String.join(",", modules),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress=zip-0",
            "--generate-cds-archive",
            "--output=" + directory));
    // The archive for heaps above 32 GB: nobody here has one, and it is a sixth of the image.
    Files.deleteIfExists(directory.resolve("lib/server/classes_nocoops.jsa"));
    keepProviders(directory.resolve("conf/security/java.security"));
    Files.writeString(made, recipe);
    return true;
  }

  private static void keepProviders(Path properties) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(properties));
    lines.removeIf(line -> line.startsWith("security.provider."));
    for (int i = 0; i < PROVIDERS.size(); i++) {
      lines.add("security.provider." + (i + 1) + "=" + PROVIDERS.get(i));
    }
    Files.write(properties, lines);
  }
}
