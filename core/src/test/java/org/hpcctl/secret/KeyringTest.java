package org.hpcctl.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.problem.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyringTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final List<String> NAMES =
      List.of("cluster.example.com", "192.168.1.100", "server1");

  @TempDir Path folder = Path.of("");

  private Keyring open(Instant now) {
    return Keyring.open(folder, "my-cluster", InstantSource.fixed(now));
  }

  private static PemPair pair(KeyPairPem pem) {
    return PemPair.read("portal.crt", pem.certificateChain(), "portal.key", pem.privateKey());
  }

  @Test
  void makes_a_certificate_that_passes_its_own_check() {
    KeyPairPem made = open(NOW).certificate(NAMES);
    for (String name : NAMES) {
      assertEquals(List.of(), pair(made).check(name, NOW), name);
    }
  }

  @Test
  void remembers_it_when_saved_and_only_then() {
    Keyring dry = open(NOW);
    KeyPairPem unsaved = dry.certificate(NAMES);
    assertTrue(dry.changed());
    Keyring wet = open(NOW);
    KeyPairPem saved = wet.certificate(NAMES);
    assertNotEquals(unsaved, saved);
    wet.save();
    Keyring later = open(NOW.plus(Duration.ofDays(300)));
    assertEquals(saved, later.certificate(NAMES));
    assertFalse(later.changed());
  }

  @Test
  void makes_a_new_one_when_the_names_change_or_it_ends_soon() {
    Keyring first = open(NOW);
    KeyPairPem old = first.certificate(NAMES);
    first.save();
    assertNotEquals(old, open(NOW).certificate(List.of("other.example.com")));
    assertNotEquals(old, open(NOW.plus(Duration.ofDays(336))).certificate(NAMES));
  }

  @Test
  void makes_a_new_one_when_the_file_is_damaged() throws IOException {
    Keyring first = open(NOW);
    KeyPairPem old = first.certificate(NAMES);
    first.save();
    Path file = folder.resolve(".hpcctl/my-cluster/portal.pem");
    Files.writeString(file, Files.readString(file).substring(0, 300));
    assertNotEquals(old, open(NOW).certificate(NAMES));
  }

  @Test
  void is_open_to_its_owner_alone() throws IOException {
    Keyring keyring = open(NOW);
    keyring.certificate(NAMES);
    keyring.save();
    Path file = folder.resolve(".hpcctl/my-cluster/portal.pem");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(".hpcctl"))));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThrows(Refused.class, () -> open(NOW));
  }
}
