package org.hpcctl.services.authservice.provider;

import module java.base;

import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.authservice.account.NewUser;
import org.hpcctl.services.authservice.account.Roles;
import org.hpcctl.services.authservice.account.Taken;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.kit.Refusal;
import org.jdbi.v3.core.Handle;

/// Finds or makes the account that a provider's profile means, within one transaction.
///
/// An account is found by the provider's subject alone, never by name or address: a provider that
/// lets people choose those would else open the accounts of others.
public record Newcomers(Handle handle, GroupRules rules) {
  /// @throws Refusal his groups do not let him in, or his name belongs to somebody else
  public User account(Profile profile, Instant now) {
    Users users = new Users(handle);
    Roles roles = new Roles(handle);
    String role =
        rules
            .role(profile.groups())
            .filter(name -> roles.byName(Roles.Table.ROLE, name).isPresent())
            .orElseThrow(() -> Refusal.forbidden("None of your groups may use this portal."));
    Optional<User> known = users.bySubject(profile.provider(), profile.subject());
    User user = known.isPresent() ? renewed(known.get(), role) : made(profile, role, now);
    Set<String> ours =
        roles.all(Roles.Table.GROUP).stream()
            .map(Roles.Grant::name)
            .filter(profile.groups()::contains)
            .collect(Collectors.toSet());
    if (!ours.equals(Set.copyOf(roles.groups(user.id())))) {
      roles.join(user.id(), ours);
    }
    return user;
  }

  // Where the file maps groups to roles, the provider decides; else our administrators do.
  private User renewed(User user, String role) {
    if (rules.roles().isEmpty() || role.equals(user.role())) {
      return user;
    }
    User changed =
        new User(
            user.id(),
            user.username(),
            user.email(),
            role,
            user.provider(),
            user.unixName(),
            user.disabled(),
            user.secondFactor(),
            user.createdAt(),
            user.lastLogin());
    try {
      new Users(handle).change(changed);
      return changed;
    } catch (Taken e) {
      throw new IllegalStateException(e);
    }
  }

  private User made(Profile profile, String role, Instant now) {
    String username = profile.username().toLowerCase(Locale.ROOT);
    if (!Names.isUsername(username)) {
      throw Refusal.forbidden("Your name at the provider cannot be a name here.");
    }
    String email =
        profile.email().filter(Names::isEmail).orElse(username + "@" + profile.provider());
    NewUser account =
        new NewUser(
            username,
            email,
            "",
            role,
            profile.provider(),
            Optional.of(profile.subject()),
            profile.unixName().filter(Names::isUnix),
            false);
    try {
      return new Users(handle).add(account, now);
    } catch (Taken _) {
      throw Refusal.conflict(
          "Your name, address or Unix account belongs to another account here;"
              + " an administrator has to settle that.");
    }
  }
}
