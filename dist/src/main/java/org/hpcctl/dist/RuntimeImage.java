package org.hpcctl.dist;

import module java.base;

/// A Java runtime with the modules somebody needs, made by the `jlink` of the JDK that builds.
///
/// Not compressed: it starts faster, and what holds it is compressed as a whole (measured: 32 MB
/// against 37 MB with zip-6 inside).
record RuntimeImage(Path directory) {
  /// Makes the image unless it is there, from this JDK and with these modules.
  ///
  /// @return whether it was made
  boolean refresh(List<String> modules) throws IOException, InterruptedException {
    Path jdk = Path.of(System.getProperty("java.home"));
    String recipe = Runtime.version() + " " + String.join(",", modules);
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
    Files.writeString(made, recipe);
    return true;
  }
}
