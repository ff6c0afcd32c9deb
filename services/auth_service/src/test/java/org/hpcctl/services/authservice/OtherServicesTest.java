package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.services.authservice.Portal.Person;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.identity.EndedSessions;
import org.hpcctl.services.kit.identity.Identity;
import org.hpcctl.services.kit.identity.IdentitySettings;
import org.hpcctl.services.kit.identity.Unproven;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the other services learn from this one.
@Timeout(60)
class OtherServicesTest {
  @TempDir Path folder;

  @Test
  void another_service_knows_tokens_and_keys_and_hears_which_sessions_are_over() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      IdentitySettings settings =
          new IdentitySettings(portal.address("/"), "my_cluster", Optional.empty());
      Identity identity = Identity.asking(settings, portal.now::get);
      Person admin = portal.admin();
      assertTrue(identity.caller(admin.token()).may("anything"));
      var wanted = Json.object().put("name", "ci");
      wanted.set("permissions", Json.array().add("jobs"));
      String key = admin.post("/api/auth/keys", wanted).json().path("key").asText();
      assertEquals(Set.of("jobs"), identity.caller(key).permissions());

      Person gone = portal.admin();
      assertEquals(204, gone.post("/api/auth/logout", Json.object()).status());
      assertEquals("root.admin", identity.caller(gone.token()).username(), "not heard of yet");
      try (EndedSessions _ = EndedSessions.follow(Bus.inMemory(), identity, portal.address("/"))) {
        assertTrue(eventuallyRefused(identity, gone.token()));
      }
      assertEquals("root.admin", identity.caller(admin.token()).username());
    }
  }

  private static boolean eventuallyRefused(Identity identity, String token) {
    Instant end = Instant.now().plusSeconds(20);
    while (Instant.now().isBefore(end)) {
      try {
        identity.caller(token);
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      } catch (Unproven _) {
        return true;
      }
    }
    return false;
  }
}
