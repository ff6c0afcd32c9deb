package org.hpcctl.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.problem.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsFileTest {
  @TempDir Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void place() {
    file = SecretsFile.beside(folder.resolve("cluster.yaml"));
  }

  private void write(String text, String mode) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void stands_beside_the_yaml_under_its_name() {
    assertEquals("cluster.secrets.env", file.getFileName().toString());
  }

  @Test
  void is_open_to_its_owner_alone_from_the_first_moment() throws IOException {
    SecretsFile.open(file).add(new TreeMap<>(Map.of("A", SecretsFile.invent())));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void is_refused_when_others_may_read_it() throws IOException {
    write("A=1\n", "rw-r-----");
    assertThrows(Refused.class, () -> SecretsFile.open(file));
  }

  @Test
  void keeps_every_character_of_a_value() throws IOException {
    write("A='\"/&\\n$%#{} x\nB=\"in quotes\"\nexport C=d=e\n# D=1\n", "rw-------");
    SecretsFile secrets = SecretsFile.open(file);
    assertEquals(Optional.of(new Secret("'\"/&\\n$%#{} x")), secrets.secret("A"));
    assertEquals(Optional.of(new Secret("in quotes")), secrets.secret("B"));
    assertEquals(Optional.of(new Secret("d=e")), secrets.secret("C"));
    assertEquals(Optional.empty(), secrets.secret("D"));
  }

  @Test
  void adding_keeps_what_was_there() throws IOException {
    write("# mine\nA=1", "rw-------");
    SecretsFile.open(file).add(new TreeMap<>(Map.of("B", new Secret("2"))));
    assertEquals("# mine\nA=1\nB=2\n", Files.readString(file));
  }

  @Test
  void tells_every_line_that_is_not_understood_without_showing_it() throws IOException {
    write("A=1\nhunter2 hunter2\nA=2\n", "rw-------");
    Refused refused = assertThrows(Refused.class, () -> SecretsFile.open(file));
    assertEquals(2, refused.problems().size());
    assertTrue(!refused.problems().toString().contains("hunter2"));
  }

  @Test
  void an_invented_secret_is_harmless_in_every_file() {
    assertTrue(SecretsFile.invent().reveal().matches("[A-Za-z0-9_-]{43}"));
  }
}
