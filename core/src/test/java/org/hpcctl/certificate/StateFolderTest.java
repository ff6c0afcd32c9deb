package org.hpcctl.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.problem.Refused;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFolderTest {
  private static final KeyPairPem PAIR =
      new KeyPairPem(
          "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n",
          new Secret("-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n"));

  @TempDir Path directory;

  private StateFolder folder() {
    return StateFolder.of(directory, "example");
  }

  @Test
  void what_is_written_is_read_back() {
    Lineage.Held held =
        Certificates.held(Duration.ofDays(90), Duration.ofDays(2))
            .proposed(Optional.of(Certificates.NOW), Optional.of(Certificates.NOW));
    Lineage lineage =
        Certificates.served(held)
            .failed(
                new Lineage.Failure(Certificates.NOW, "https://ca/", "no \"answer\"\n"),
                Optional.of(Certificates.NOW));
    folder().save(PAIR);
    folder().save(lineage);
    assertEquals(lineage, folder().lineage());
  }

  @Test
  void whatever_a_CA_says_is_read_back() {
    StringBuilder said = new StringBuilder("\uD83D\uDE00 - : # {} [] ' \" \\ / \uFFFE \u2028");
    IntStream.rangeClosed(0, 0x100).forEach(said::appendCodePoint);
    Lineage lineage =
        Lineage.NONE.failed(
            new Lineage.Failure(Certificates.NOW, "https://ca/" + "x".repeat(900), said.toString()),
            Optional.of(Certificates.NOW));
    folder().save(lineage);
    assertEquals(lineage, folder().lineage());
  }

  @Test
  void a_certificate_whose_file_is_gone_is_not_held_but_its_failures_count() {
    Lineage lineage =
        Certificates.served(Certificates.held(Duration.ofDays(90), Duration.ofDays(2)))
            .failed(
                new Lineage.Failure(Certificates.NOW, "https://ca/", "no answer"),
                Optional.of(Certificates.NOW));
    folder().save(lineage);
    assertTrue(folder().lost());
    assertEquals(lineage.lost(), folder().lineage());
    assertEquals(1, folder().lineage().failures().size());
  }

  @Test
  void nothing_written_is_no_lineage() {
    assertEquals(Lineage.NONE, folder().lineage());
    assertEquals(Optional.empty(), folder().pair());
  }

  @Test
  void a_pair_comes_back_as_it_was_and_nobody_else_may_read_it() throws IOException {
    folder().save(PAIR);
    assertEquals(Optional.of(PAIR), folder().pair());
    try (Stream<Path> all = Files.walk(directory.resolve(".hpcctl"))) {
      for (Path path : all.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        assertTrue(mode.endsWith("------"), path + " " + mode);
      }
    }
  }

  @Test
  void a_key_that_others_may_read_is_refused() throws IOException {
    folder().saveAccountKey(new Secret("x"));
    Files.setPosixFilePermissions(
        folder().path().resolve("account.pem"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThrows(Refused.class, () -> folder().accountKey());
  }

  @Test
  void a_damaged_story_is_refused_not_forgotten() throws IOException {
    folder().save(Lineage.NONE);
    for (String text : List.of("", "{", "[]", "{\"version\": 9}", "{\"version\":1,\"held\":{}}")) {
      Files.writeString(folder().path().resolve("state.json"), text);
      assertThrows(Refused.class, () -> folder().lineage(), text);
    }
  }

  @Test
  void whoever_comes_second_learns_who_is_first() {
    try (StateFolder.Lock _ = folder().lock("anna, process 7")) {
      // The kernel's lock belongs to the process: another channel of ours is refused by the JVM.
      assertThrows(OverlappingFileLockException.class, () -> folder().lock("bert"));
    }
    folder().lock("bert").close();
  }

  @Test
  void a_folder_that_cannot_be_made_is_told_before_anything_is_ordered() throws IOException {
    Files.writeString(directory.resolve(".hpcctl"), "a file");
    assertThrows(Refused.class, () -> folder().lock("anna"));
  }
}
