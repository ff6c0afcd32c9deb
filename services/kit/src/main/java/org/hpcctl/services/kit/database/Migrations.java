package org.hpcctl.services.kit.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The migrations of a service, each with the checksum that Flyway keeps of it.
///
/// Tells at the price of one query whether there is anything to do: Flyway sets up all of itself to
/// find out that there is not.
///
/// @param checksums by the name of the file
record Migrations(Map<String, Integer> checksums) {
  /// Flyway's table of what it did.
  static final String HISTORY = "flyway_schema_history";

  private static final String NO_SUCH_TABLE = "42S02";

  /// @param folder on the class path
  static Migrations of(ClassLoader loader, String folder) throws IOException {
    URL place = Objects.requireNonNull(loader.getResource(folder), folder);
    Map<String, Integer> checksums = new HashMap<>();
    String prefix = folder + "/";
    for (String name : names(place, prefix)) {
      try (InputStream text =
          Objects.requireNonNull(loader.getResourceAsStream(prefix + name), name)) {
        checksums.put(name, checksum(text));
      }
    }
    return new Migrations(checksums);
  }

  private static List<String> names(URL folder, String prefix) throws IOException {
    if (folder.openConnection() instanceof JarURLConnection packed) {
      return packed.getJarFile().stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(prefix) && name.endsWith(".sql"))
          .map(name -> name.substring(prefix.length()))
          .toList();
    }
    try (Stream<Path> files = Files.list(Path.of(URI.create(folder.toString())))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .toList();
    }
  }

  /// CRC-32 of the lines without their ends.
  private static int checksum(InputStream text) {
    CRC32 sum = new CRC32();
    new BufferedReader(new InputStreamReader(text, UTF_8))
        .lines()
        .forEach(line -> sum.update(line.getBytes(UTF_8)));
    return (int) sum.getValue();
  }

  /// Whether just these were carried out, all of them with success, as they are now. False where
  /// nothing ever was.
  boolean carriedOut(Connection connection) throws SQLException {
    Map<String, Integer> done = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT script, checksum, success FROM " + HISTORY)) {
      while (rows.next()) {
        if (!rows.getBoolean("success")) {
          return false;
        }
        done.put(rows.getString("script"), rows.getInt("checksum"));
      }
    } catch (SQLException e) {
      if (NO_SUCH_TABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
    return done.equals(checksums);
  }
}
