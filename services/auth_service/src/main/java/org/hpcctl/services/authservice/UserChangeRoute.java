package org.hpcctl.services.authservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.authservice.account.Rights;
import org.hpcctl.services.authservice.account.Roles;
import org.hpcctl.services.authservice.account.Taken;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Kind;
import org.hpcctl.services.kit.Route;
import org.jdbi.v3.core.Handle;

/// What administrators change about an account. Whatever takes a right away ends the sessions and
/// keys that had it.
record UserChangeRoute(Office office) {
  List<Route> all() {
    return List.of(
        Route.patch("/api/auth/users/{id}", Access.permitted(Rights.ADMIN), this::change));
  }

  /// What a PATCH may name; what it leaves out stays. `unix_name` null takes the mapping away.
  private record Changes(
      Optional<String> email,
      Optional<String> role,
      Optional<String> unixName,
      boolean clearsUnixName,
      Optional<Boolean> disabled,
      Optional<Set<String>> groups) {
    static Changes read(Fields fields) {
      Optional<String> unixName = fields.optional("unix_name", Names.unix());
      return new Changes(
          fields.optional("email", Names.email()),
          fields.optional("role", Names.role()),
          unixName,
          fields.names().contains("unix_name") && unixName.isEmpty(),
          fields.optional("disabled", Kind.flag()),
          fields.optional("groups", UserRules.groupNames()).map(Set::copyOf));
    }

    User applied(User user) {
      return new User(
          user.id(),
          user.username(),
          email.orElse(user.email()),
          role.orElse(user.role()),
          user.provider(),
          clearsUnixName ? Optional.empty() : unixName.or(user::unixName),
          disabled.orElse(user.disabled()),
          user.secondFactor(),
          user.createdAt(),
          user.lastLogin());
    }
  }

  private Answer change(Call call) throws Taken {
    long id = Numbers.id(call);
    Changes changes = call.body(Changes::read);
    ObjectNode view =
        UserRules.taken(
            () ->
                office
                    .endings()
                    .<ObjectNode, Taken>ending(
                        (handle, ending) -> changed(handle, ending, call, id, changes)));
    return Answer.ok(view);
  }

  private ObjectNode changed(Handle handle, Set<String> ending, Call call, long id, Changes changes)
      throws Taken {
    Roles roles = new Roles(handle);
    roles.takeTurn();
    User before = UserRules.known(handle, id);
    Rights rightsBefore = roles.rights(before);
    User after = changes.applied(before);
    UserRules.requireRole(handle, after.role());
    new Users(handle).change(after);
    if (changes.groups().isPresent()) {
      UserRules.requireGroups(handle, changes.groups().get());
      roles.join(id, changes.groups().get());
    }
    UserRules.requireAdministrator(roles);
    // Tokens say what was true when they were made; only what is the same may go on.
    boolean same =
        rightsBefore.equals(roles.rights(after))
            && before.role().equals(after.role())
            && before.unixName().equals(after.unixName())
            && !after.disabled();
    if (!same) {
      ending.addAll(office.endings().all(handle, id));
    }
    office.note(handle, call, "user.change", before.username(), words(before, after, changes));
    return UserRules.view(handle, after);
  }

  private static String words(User before, User after, Changes changes) {
    List<String> words = new ArrayList<>();
    if (!before.role().equals(after.role())) {
      words.add("role %s to %s".formatted(before.role(), after.role()));
    }
    if (before.disabled() != after.disabled()) {
      words.add(after.disabled() ? "disabled" : "enabled");
    }
    if (!before.unixName().equals(after.unixName())) {
      words.add("unix_name " + after.unixName().orElse("none"));
    }
    if (!before.email().equals(after.email())) {
      words.add("email");
    }
    changes.groups().ifPresent(groups -> words.add("groups " + new TreeSet<>(groups)));
    return String.join(", ", words);
  }
}
