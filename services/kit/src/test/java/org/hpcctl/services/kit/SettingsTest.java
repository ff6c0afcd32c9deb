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

  @Test
  void a_complete_file_is_read() throws Exception {
    Settings settings = Settings.read(FOLDER.resolve("complete.json"), "auth_service");
    assertEquals(
        new Settings(
            "auth_service",
            "my_cluster",
            "server1",
            InetAddress.ofLiteral("192.168.1.101"),
            5000,
            Duration.ofSeconds(10)),
        settings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "all_wrong",
        "array",
        "broken",
        "empty",
        "not_there",
        "other_service",
        "trailing",
        "twice",
        "unknown_key"
      })
  void a_wrong_file_is_refused_with_all_its_problems(String name) {
    SettingsRefused refused =
        assertThrows(
            SettingsRefused.class,
            () -> Settings.read(FOLDER.resolve(name + ".json"), "auth_service"));
    Golden.assertMatches("settings/" + name + ".txt", String.join("\n", refused.problems()) + "\n");
  }
}
