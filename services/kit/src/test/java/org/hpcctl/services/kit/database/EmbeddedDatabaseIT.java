package org.hpcctl.services.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedDatabaseIT implements DatabaseContract {
  @TempDir Path folder;

  @Override
  public DatabaseSettings settings() {
    return new DatabaseSettings.Embedded(folder.resolve("data/portal"));
  }

  @Test
  void what_was_written_is_there_after_a_restart() {
    try (Database database = Database.open(settings(), GOOD)) {
      database.write(handle -> handle.execute("UPDATE accounts SET amount = 1"));
    }
    try (Database database = Database.open(settings(), GOOD)) {
      assertEquals(1, DatabaseContract.amount(database, "ann"));
    }
  }

  @Test
  void a_folder_that_cannot_be_is_told() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    DatabaseSettings settings = new DatabaseSettings.Embedded(file.resolve("portal"));
    try (Database database = Database.open(settings, GOOD)) {
      assertFalse(database.fault().orElseThrow().isBlank());
    }
  }

  @Test
  void options_cannot_be_smuggled_in_by_names() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new DatabaseSettings.Embedded(Path.of("/tmp/x;INIT=RUNSCRIPT FROM 'evil'")));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new DatabaseSettings.Server(
                "db", 3306, "portal?allowLoadLocalInfile=true", "u", "p", Optional.empty()));
  }
}
