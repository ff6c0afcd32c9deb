package org.hpcctl.services.authservice;

import module java.base;

import org.hpcctl.services.authservice.account.NewUser;
import org.hpcctl.services.authservice.account.Passwords;
import org.hpcctl.services.authservice.account.Randoms;
import org.hpcctl.services.authservice.account.Taken;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.authservice.audit.AuditLog;
import org.hpcctl.services.kit.database.Database;

/// Makes administrators where nobody can be asked to: on the machine itself.
record FirstAdministrator(Database database, Passwords passwords, InstantSource clock) {
  private static final String ROLE = "admin";
  private static final int GENERATED = 20;
  private static final AuditLog.Source CONSOLE = new AuditLog.Source("", "console", "");

  /// For a service alone whose database is new.
  ///
  /// @return the password of the account `admin`; empty when there are accounts already
  Optional<String> unlessAnybody() throws Passwords.TooMany {
    if (!database.read(handle -> new Users(handle).isEmpty())) {
      return Optional.empty();
    }
    String password = Randoms.readable(GENERATED);
    try {
      create("admin", "admin@localhost", password);
      return Optional.of(password);
    } catch (Taken _) {
      return Optional.empty();
    }
  }

  void create(String username, String email, String password) throws Passwords.TooMany, Taken {
    String hash = passwords.hash(password);
    database.<Object, Taken>write(
        handle -> {
          Instant now = clock.instant();
          new AuditLog(handle).done(CONSOLE, "user.create", username, "role " + ROLE, now);
          return new Users(handle)
              .add(NewUser.local(username, email, hash, ROLE, Optional.empty()), now);
        });
  }
}
