package org.hpcctl.services.authservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.authservice.account.NewUser;
import org.hpcctl.services.authservice.account.Randoms;
import org.hpcctl.services.authservice.account.Rights;
import org.hpcctl.services.authservice.account.Roles;
import org.hpcctl.services.authservice.account.Taken;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.authservice.session.Totp;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Kind;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;
import org.jdbi.v3.core.Handle;

/// Accounts, for administrators. Whatever takes a right away ends the sessions and keys that had
/// it.
record UserRoutes(Office office) {
  private static final Access ADMIN = Access.permitted(Rights.ADMIN);
  private static final int GENERATED = 20;
  private static final int MOST_GROUPS = 100;

  List<Route> all() {
    return List.of(
        Route.get("/api/auth/users", ADMIN, this::list),
        Route.post("/api/auth/users", ADMIN, this::make),
        Route.get("/api/auth/users/{id}", ADMIN, this::show),
        Route.patch("/api/auth/users/{id}", ADMIN, this::change),
        Route.delete("/api/auth/users/{id}", ADMIN, this::remove),
        Route.post("/api/auth/users/{id}/password", ADMIN, this::password),
        Route.delete("/api/auth/users/{id}/sessions", ADMIN, this::endSessions),
        Route.delete("/api/auth/users/{id}/totp", ADMIN, this::removeFactor));
  }

  private Answer list(Call call) {
    long limit = call.query("limit", 1, 200, 50);
    long after = call.query("after", 0, Integer.MAX_VALUE, 0);
    String search = call.query("search").orElse("");
    return office
        .database()
        .read(
            handle -> {
              List<User> page = new Users(handle).page(search, after, limit);
              ObjectNode view = Json.object();
              view.set("users", Views.list(page.stream().map(user -> view(handle, user))));
              boolean full = page.size() == limit;
              return Answer.ok(view.put("next", full ? (Long) page.getLast().id() : null));
            });
  }

  private Answer show(Call call) {
    long id = Numbers.id(call);
    return office.database().read(handle -> Answer.ok(view(handle, known(handle, id))));
  }

  private record Wanted(
      String username,
      String email,
      Optional<String> password,
      String role,
      Optional<String> unixName,
      Set<String> groups) {
    static Wanted read(Fields fields) {
      return new Wanted(
          fields.required("username", Names.username()),
          fields.required("email", Names.email()),
          fields.optional("password", Names.newPassword()),
          fields.optional("role", Names.role(), User.DEFAULT_ROLE),
          fields.optional("unix_name", Names.unix()),
          Set.copyOf(fields.optional("groups", groupNames(), List.of())));
    }
  }

  private static Kind<List<String>> groupNames() {
    return Kind.list(Names.group(), MOST_GROUPS);
  }

  private Answer make(Call call) throws Taken {
    Wanted wanted = call.body(Wanted::read);
    String password = wanted.password().orElseGet(() -> Randoms.readable(GENERATED));
    String hash = office.hash(password);
    ObjectNode view =
        taken(
            () ->
                office
                    .database()
                    .<ObjectNode, Taken>write(
                        handle -> {
                          requireRole(handle, wanted.role());
                          requireGroups(handle, wanted.groups());
                          User user =
                              new Users(handle)
                                  .add(
                                      NewUser.local(
                                          wanted.username(),
                                          wanted.email(),
                                          hash,
                                          wanted.role(),
                                          wanted.unixName()),
                                      office.clock().instant());
                          new Roles(handle).join(user.id(), wanted.groups());
                          office.note(
                              handle, call, "user.create", user.username(), "role " + user.role());
                          return view(handle, user);
                        }));
    if (wanted.password().isEmpty()) {
      view.put("password", password);
    }
    return Answer.json(201, view).with("Location", "/api/auth/users/" + view.path("id").asLong());
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
          fields.optional("groups", groupNames()).map(Set::copyOf));
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
        taken(
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
    User before = known(handle, id);
    Rights rightsBefore = roles.rights(before);
    User after = changes.applied(before);
    requireRole(handle, after.role());
    new Users(handle).change(after);
    if (changes.groups().isPresent()) {
      requireGroups(handle, changes.groups().get());
      roles.join(id, changes.groups().get());
    }
    requireAdministrator(roles);
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
    return view(handle, after);
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

  private Answer remove(Call call) {
    long id = Numbers.id(call);
    office
        .endings()
        .ending(
            (handle, ending) -> {
              Roles roles = new Roles(handle);
              roles.takeTurn();
              User user = known(handle, id);
              ending.addAll(office.endings().all(handle, id));
              new Users(handle).remove(id);
              requireAdministrator(roles);
              office.note(handle, call, "user.delete", user.username(), "");
              return user;
            });
    return Answer.empty(204);
  }

  private static Optional<String> newPassword(Fields fields) {
    return fields.optional("password", Names.newPassword());
  }

  private Answer password(Call call) {
    long id = Numbers.id(call);
    Optional<String> given = call.body(UserRoutes::newPassword);
    String password = given.orElseGet(() -> Randoms.readable(GENERATED));
    String hash = office.hash(password);
    office
        .endings()
        .ending(
            (handle, ending) -> {
              User user = known(handle, id);
              if (!user.provider().equals(User.LOCAL)) {
                throw Refusal.conflict("The password is kept by " + user.provider() + ".");
              }
              new Users(handle).password(id, hash);
              office.note(handle, call, "user.password", user.username(), "");
              return ending.addAll(office.endings().all(handle, id));
            });
    ObjectNode view = Json.object();
    if (given.isEmpty()) {
      view.put("password", password);
    }
    return Answer.ok(view);
  }

  private Answer endSessions(Call call) {
    long id = Numbers.id(call);
    office
        .endings()
        .ending(
            (handle, ending) -> {
              User user = known(handle, id);
              office.note(handle, call, "user.sessions.end", user.username(), "");
              return ending.addAll(office.endings().others(handle, id, ""));
            });
    return Answer.empty(204);
  }

  private Answer removeFactor(Call call) {
    long id = Numbers.id(call);
    office
        .database()
        .write(
            handle -> {
              User user = known(handle, id);
              new Totp(handle, office.seal()).remove(id);
              office.note(handle, call, "user.totp.remove", user.username(), "");
              return user;
            });
    return Answer.empty(204);
  }

  private static User known(Handle handle, long id) {
    return new Users(handle)
        .byId(id)
        .orElseThrow(() -> Refusal.notFound("There is no user with this number."));
  }

  private static void requireRole(Handle handle, String role) {
    if (new Roles(handle).byName(Roles.Table.ROLE, role).isEmpty()) {
      throw Refusal.invalid(List.of(new Fields.Fault("role", "there is no role " + role)));
    }
  }

  private static void requireGroups(Handle handle, Set<String> groups) {
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

  private static ObjectNode view(Handle handle, User user) {
    return Views.user(user, new Roles(handle).rights(user));
  }

  private interface Making {
    ObjectNode make() throws Taken;
  }

  private static ObjectNode taken(Making making) {
    try {
      return making.make();
    } catch (Taken e) {
      throw Refusal.conflict(Objects.requireNonNull(e.getMessage()));
    }
  }
}
