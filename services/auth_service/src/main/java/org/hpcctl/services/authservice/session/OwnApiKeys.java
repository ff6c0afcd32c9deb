package org.hpcctl.services.authservice.session;

import module java.base;

import org.hpcctl.services.authservice.account.Rights;
import org.hpcctl.services.authservice.account.Roles;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.identity.ApiKeys;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.Unproven;

/// Tells whose an API key is: what it may do is what it was made for and its owner still may.
public final class OwnApiKeys implements ApiKeys {
  private static final Duration LIFE = Duration.ofDays(1);

  private final Database database;
  private final InstantSource clock;

  public OwnApiKeys(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Whose a key is.
  public record Owner(User user, Caller caller) {}

  @Override
  public Caller caller(String text) throws Unproven {
    return owner(text).caller();
  }

  public Owner owner(String text) throws Unproven {
    Instant now = clock.instant();
    return database
        .write(
            handle -> {
              KeyTable table = new KeyTable(handle);
              Optional<KeyTable.Key> key =
                  table.byText(text).filter(found -> found.expiresAt().isAfter(now));
              Optional<User> user =
                  key.flatMap(found -> new Users(handle).byId(found.userId()))
                      .filter(found -> !found.disabled());
              if (key.isEmpty() || user.isEmpty()) {
                return Optional.<Owner>empty();
              }
              table.used(key.get(), now);
              Rights rights = new Roles(handle).rights(user.get());
              return Optional.of(new Owner(user.get(), caller(key.get(), user.get(), rights, now)));
            })
        .orElseThrow(() -> new Unproven("The API key is not known, has expired or was withdrawn."));
  }

  private static Caller caller(KeyTable.Key key, User user, Rights rights, Instant now) {
    Instant until = now.plus(LIFE);
    return Mint.caller(
        user,
        new Rights(rights.part(key.permissions()), rights.groups()),
        key.session(),
        Optional.empty(),
        key.expiresAt().isBefore(until) ? key.expiresAt() : until);
  }
}
