package org.hpcctl.services.authservice.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.services.authservice.account.Attempts;
import org.hpcctl.services.authservice.account.NewUser;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.database.DatabaseSettings;
import org.hpcctl.services.kit.identity.Identity;
import org.hpcctl.services.kit.identity.IdentitySettings;
import org.hpcctl.services.kit.identity.Unproven;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is over goes, what somebody may still need stays.
class EndingsTest {
  private static final Lives LIVES =
      new Lives(Duration.ofHours(1), Duration.ofHours(8), Duration.ofDays(7), Duration.ofDays(30));

  @TempDir Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));

  @Test
  void sessions_and_attempts_go_when_they_are_of_no_use_any_more() throws Exception {
    IdentitySettings settings =
        new IdentitySettings(URI.create("http://127.0.0.1:9"), "my_cluster", Optional.empty());
    Identity identity =
        Identity.of(
            settings,
            _ -> Optional.empty(),
            _ -> {
              throw new Unproven("unknown");
            },
            now::get);
    try (Database database =
            Database.open(
                new DatabaseSettings.Embedded(folder.resolve("auth_db")),
                "org/hpcctl/services/authservice/schema");
        Bus bus = Bus.inMemory();
        Endings endings = new Endings(database, identity, bus, LIVES, now::get)) {
      NewUser alice = NewUser.local("alice", "a@example.com", "", "user", Optional.empty());
      User user = database.write(handle -> new Users(handle).add(alice, now.get()));
      String ended = begun(database, user);
      begun(database, user);
      endings.ending((_, ending) -> ending.add(ended));
      database.write(
          handle -> new Attempts(handle).begin(Attempts.Subject.ofUser("alice"), now.get()));
      endings.tidy();
      assertEquals(List.of(2L, 1L, 1L), rows(database));
      now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
      endings.tidy();
      assertEquals(List.of(2L, 0L, 0L), rows(database));
      now.updateAndGet(time -> time.plus(Duration.ofDays(2)));
      endings.tidy();
      assertEquals(List.of(0L, 0L, 0L), rows(database));
    }
  }

  private String begun(Database database, User user) {
    return database.write(
        handle ->
            new Sessions(handle, LIVES)
                .begin(user.id(), "127.0.0.1", "a test", now.get())
                .session()
                .id());
  }

  private static List<Long> rows(Database database) {
    return database.read(
        handle ->
            Stream.of("sessions", "ended_sessions", "attempts")
                .map(
                    table ->
                        handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one())
                .toList());
  }
}
