package org.hpcctl.services.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {
  private static final List<String> NAMES = List.of("V1__tables.sql", "V2__two_accounts.sql");

  @Test
  void in_a_jar_there_are_the_same_as_in_a_directory(@TempDir Path folder) throws IOException {
    ClassLoader classes = MigrationsTest.class.getClassLoader();
    Migrations lying = Migrations.of(classes, DatabaseContract.GOOD);
    assertEquals(Set.copyOf(NAMES), lying.checksums().keySet());
    Path jar = folder.resolve("service.jar");
    pack(jar, classes);
    try (URLClassLoader packed = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      assertEquals(lying, Migrations.of(packed, DatabaseContract.GOOD));
    }
  }

  private static void pack(Path jar, ClassLoader classes) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(DatabaseContract.GOOD + "/"));
      out.putNextEntry(new ZipEntry("database/other/V1__tables.sql"));
      for (String name : NAMES) {
        String path = DatabaseContract.GOOD + "/" + name;
        out.putNextEntry(new ZipEntry(path));
        try (InputStream text = Objects.requireNonNull(classes.getResourceAsStream(path))) {
          text.transferTo(out);
        }
      }
    }
  }
}
