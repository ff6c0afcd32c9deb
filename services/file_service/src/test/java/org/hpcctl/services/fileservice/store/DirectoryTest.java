package org.hpcctl.services.fileservice.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.services.kit.act.ActAsUser;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a user's directory promises, whoever keeps it.
@Timeout(180)
class DirectoryTest {
  private enum Keeper {
    THIS_PROCESS {
      @Override
      Directories below(Path root) throws IOException {
        return new OwnDirectories(root);
      }
    },
    THE_HELPER {
      @Override
      Directories below(Path root) throws IOException {
        return new ActingDirectories(ActAsUser.here(), root);
      }
    };

    abstract Directories below(Path root) throws IOException;
  }

  @TempDir Path root;

  private Directory alice(Keeper keeper) throws IOException {
    return keeper.below(root).of("alice", "test");
  }

  private static void write(Directory directory, String path, long offset, String text)
      throws IOException {
    try (Directory.Sink sink = directory.write(path, offset)) {
      sink.write(text.getBytes(UTF_8), 0, text.length());
      sink.keep();
    }
  }

  private static String read(Directory directory, String path, long offset, long length)
      throws IOException {
    try (Directory.Source source = directory.read(path, offset, length)) {
      return new String(source.bytes().readAllBytes(), UTF_8);
    }
  }

  private static StoreFault.Reason fault(Executable work) {
    return assertThrows(StoreFault.class, work).reason();
  }

  @ParameterizedTest
  @EnumSource
  void pieces_in_any_order_are_one_file(Keeper keeper) throws Exception {
    Directory alice = alice(keeper);
    alice.create(".uploads/a");
    write(alice, ".uploads/a", 3, "DEF");
    write(alice, ".uploads/a", 0, "ABC");
    assertEquals("CDE", read(alice, ".uploads/a", 2, 3));
    assertEquals("F", read(alice, ".uploads/a", 5, 100));
    assertEquals("", read(alice, ".uploads/a", 6, 100));
    assertTrue(alice.publish(".uploads/a", "größe 名"));
    assertEquals(6, alice.facts("größe 名").orElseThrow().size());
    assertTrue(alice.facts(".uploads/a").isEmpty());
    assertEquals("rw-------", mode(root.resolve("alice").resolve("größe 名")));
    assertEquals("rwx------", mode(root.resolve("alice").resolve(".uploads")));
    assertTrue(alice.available() > 0);
    alice.delete("größe 名");
    alice.delete("größe 名");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @ParameterizedTest
  @EnumSource
  void what_has_the_name_already_stays(Keeper keeper) throws Exception {
    Directory alice = alice(keeper);
    alice.create("old");
    assertEquals(StoreFault.Reason.EXISTS, fault(() -> alice.create("old")));
    Path outside = Files.writeString(root.resolve("outside"), "untouched");
    Files.createSymbolicLink(root.resolve("alice").resolve("link"), outside);
    Files.createDirectory(root.resolve("alice").resolve("directory"));
    alice.create("new");
    for (String name : List.of("old", "link", "directory")) {
      assertFalse(alice.publish("new", name), name);
    }
    assertEquals("untouched", Files.readString(outside));
  }

  @ParameterizedTest
  @EnumSource
  void no_step_leads_out_and_the_last_one_is_no_link(Keeper keeper) throws Exception {
    Directory alice = alice(keeper);
    alice.create("x");
    Path outside = Files.writeString(root.resolve("outside"), "untouched");
    Files.createSymbolicLink(root.resolve("alice").resolve("link"), outside);
    assertEquals(StoreFault.Reason.MISSING, fault(() -> alice.read("link", 0, 1).close()));
    assertThrows(StoreFault.class, () -> write(alice, "link", 0, "gone"));
    assertTrue(alice.facts("link").isEmpty());
    for (String path : List.of("../../outside", "../../../etc/passwd", "..")) {
      assertThrows(StoreFault.class, () -> alice.read(path, 0, 1).close(), path);
      assertThrows(StoreFault.class, () -> write(alice, path, 0, "gone"), path);
    }
    assertEquals("untouched", Files.readString(outside));
  }

  @ParameterizedTest
  @EnumSource
  void what_is_not_there_is_missing(Keeper keeper) throws Exception {
    Directory alice = alice(keeper);
    alice.create("x");
    assertEquals(StoreFault.Reason.MISSING, fault(() -> alice.read("y", 0, 1).close()));
    assertEquals(StoreFault.Reason.MISSING, fault(() -> alice.publish("y", "z")));
    assertTrue(alice.facts("y").isEmpty());
  }
}
