package org.hpcctl.dist;

import module java.base;

/// A jar whose classes the AOT cache can hold.
///
/// The JVM leaves two kinds out. Classes of a format older than Java 6, since they lack stack maps:
/// picocli is published in Java 5's (measured: 170 classes read from the jar at each start). They
/// are raised, with stack maps. And classes of signed jars: BouncyCastle's are signed for runtimes
/// that ask providers for it, which ours does not; without the signature the JVM also need not
/// verify it at each start (0.1 s), and without its digests need not read a manifest of nearly a
/// megabyte. What the JVM would write itself in each run is written out, see [WrittenOut].
///
/// And picocli asks for a class of Groovy at each start. It is not there, which the JVM knows only
/// after it has opened every jar (20 ms); so an empty one of that name goes with picocli, which
/// asks it whether something is a closure. Nothing else changes.
final class AotReady {
  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

  private static final String ASKED_BY_PICOCLI = "groovy.lang.Closure";

  /// The jar itself when all is well with it, else a raised copy in `directory`.
  static Path jar(Path jar, Path directory) throws IOException {
    try (JarFile classes = new JarFile(jar.toFile())) {
      if (classes.stream().noneMatch(entry -> isSignature(entry) || isToChange(classes, entry))) {
        return jar;
      }
      Path raised = Files.createDirectories(directory).resolve(jar.getFileName());
      try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
          var out = new JarOutputStream(Files.newOutputStream(raised))) {
        ClassFile format =
            ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(
                    ClassHierarchyResolver.ofResourceParsing(loader)
                        .orElse(ClassHierarchyResolver.defaultResolver())
                        .cached()));
        for (JarEntry entry : classes.stream().filter(it -> !isSignature(it)).toList()) {
          JarEntry copy = new JarEntry(entry.getName());
          copy.setTime(entry.getTime());
          out.putNextEntry(copy);
          out.write(ready(format, entry, bytes(classes, entry)));
          out.closeEntry();
        }
        if (classes.getEntry("picocli/CommandLine.class") != null) {
          ClassDesc nobody = ClassDesc.of(ASKED_BY_PICOCLI);
          out.putNextEntry(new JarEntry(ASKED_BY_PICOCLI.replace('.', '/') + ".class"));
          out.write(format.build(nobody, builder -> builder.withFlags(ClassFile.ACC_ABSTRACT)));
          out.closeEntry();
        }
      }
      return raised;
    }
  }

  private static byte[] ready(ClassFile format, JarEntry entry, byte[] bytes) throws IOException {
    if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
      return withoutDigests(bytes);
    }
    if (!isClass(entry)) {
      return bytes;
    }
    byte[] readable = isOld(bytes) ? raise(format, bytes) : bytes;
    ClassModel model = format.parse(readable);
    return WrittenOut.concerns(model) ? WrittenOut.in(format, model) : readable;
  }

  private static byte[] withoutDigests(byte[] bytes) throws IOException {
    Manifest manifest = new Manifest(new ByteArrayInputStream(bytes));
    manifest
        .getEntries()
        .values()
        .removeIf(
            attributes ->
                attributes.keySet().stream().allMatch(name -> name.toString().endsWith("-Digest")));
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    manifest.write(kept);
    return kept.toByteArray();
  }

  private static byte[] raise(ClassFile format, byte[] bytes) {
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    // Method bodies that pass through no transform are copied as they are, without stack maps.
    ClassTransform bodies = ClassTransform.transformingMethodBodies((code, it) -> code.with(it));
    return format.transformClass(format.parse(bytes), version.andThen(bodies));
  }

  private static boolean isSignature(JarEntry entry) {
    return entry.getName().matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }

  private static boolean isToChange(JarFile jar, JarEntry entry) {
    try {
      if (!isClass(entry)) {
        return false;
      }
      byte[] bytes = bytes(jar, entry);
      return isOld(bytes) || WrittenOut.concerns(ClassFile.of().parse(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isClass(JarEntry entry) {
    return entry.getName().endsWith(".class");
  }

  private static boolean isOld(byte[] bytes) {
    // A class file: magic number, minor version, major version.
    return ByteBuffer.wrap(bytes).getShort(6) < FIRST_WITH_STACK_MAPS;
  }

  private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream bytes = jar.getInputStream(entry)) {
      return bytes.readAllBytes();
    }
  }

  private AotReady() {}
}
