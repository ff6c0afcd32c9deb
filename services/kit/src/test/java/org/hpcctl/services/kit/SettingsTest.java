package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "settings");

  private static Settings read(String name) throws SettingsRefused {
    return SettingsFile.read(
            FOLDER.resolve(name),
            "auth_service",
            fields -> fields.optional("registration", Kind.flag(), false))
        .settings();
  }

  @Test
  void a_complete_file_is_read() throws Exception {
    Settings settings = read("complete.json");
    assertEquals(
        new Settings(
            "auth_service",
            "my_cluster",
            "server1",
            InetAddress.ofLiteral("192.168.1.101"),
            5000,
            Duration.ofSeconds(10),
            settings.surroundings()),
        settings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "all_wrong",
        "alone_beyond_loopback",
        "array",
        "broken",
        "empty",
        "not_there",
        "other_service",
        "surroundings",
        "trailing",
        "twice",
        "unknown_key"
      })
  void a_wrong_file_is_refused_with_all_its_problems(String name) {
    SettingsRefused refused = assertThrows(SettingsRefused.class, () -> read(name + ".json"));
    Golden.assertMatches("settings/" + name + ".txt", String.join("\n", refused.problems()) + "\n");
  }
}
