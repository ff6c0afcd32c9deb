package org.hpcctl.services.authservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.authservice.account.Randoms;
import org.hpcctl.services.authservice.account.Roles;
import org.hpcctl.services.authservice.account.Taken;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Kind;
import org.hpcctl.services.kit.Refusal;
import org.jdbi.v3.core.Handle;

/// What holds of accounts whichever route is taken, and how they are shown.
final class UserRules {
  private static final int GENERATED = 20;
  private static final int MOST_GROUPS = 100;

  private UserRules() {}

  static Kind<List<String>> groupNames() {
    return Kind.list(Names.group(), MOST_GROUPS);
  }

  static String readablePassword() {
    return Randoms.readable(GENERATED);
  }

  static User known(Handle handle, long id) {
    return new Users(handle)
        .byId(id)
        .orElseThrow(() -> Refusal.notFound("There is no user with this number."));
  }

  static void requireRole(Handle handle, String role) {
    if (new Roles(handle).byName(Roles.Table.ROLE, role).isEmpty()) {
      throw Refusal.invalid(List.of(new Fields.Fault("role", "there is no role " + role)));
    }
  }

  static void requireGroups(Handle handle, Set<String> groups) {
    Roles roles = new Roles(handle);
    List<Fields.Fault> faults =
        groups.stream()
            .filter(group -> roles.byName(Roles.Table.GROUP, group).isEmpty())
            .map(group -> new Fields.Fault("groups", "there is no group " + group))
            .toList();
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
  }

  static void requireAdministrator(Roles roles) {
    if (!roles.anyAdministrator()) {
      throw Refusal.conflict("Nobody could administer the portal after this.");
    }
  }

  static ObjectNode view(Handle handle, User user) {
    return Views.user(user, new Roles(handle).rights(user));
  }

  interface Making {
    ObjectNode make() throws Taken;
  }

  static ObjectNode taken(Making making) {
    try {
      return making.make();
    } catch (Taken e) {
      throw Refusal.conflict(Objects.requireNonNull(e.getMessage()));
    }
  }
}
