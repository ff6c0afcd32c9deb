package org.hpcctl.services.authservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.authservice.account.NewUser;
import org.hpcctl.services.authservice.account.Rights;
import org.hpcctl.services.authservice.account.Roles;
import org.hpcctl.services.authservice.account.Taken;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Route;

/// Accounts, for administrators: who there is, who comes and who goes.
record UserRoutes(Office office) {
  private static final Access ADMIN = Access.permitted(Rights.ADMIN);

  List<Route> all() {
    return List.of(
        Route.get("/api/auth/users", ADMIN, this::list),
        Route.post("/api/auth/users", ADMIN, this::make),
        Route.get("/api/auth/users/{id}", ADMIN, this::show),
        Route.delete("/api/auth/users/{id}", ADMIN, this::remove));
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
              view.set(
                  "users", Views.list(page.stream().map(user -> UserRules.view(handle, user))));
              boolean full = page.size() == limit;
              return Answer.ok(view.put("next", full ? (Long) page.getLast().id() : null));
            });
  }

  private Answer show(Call call) {
    long id = Numbers.id(call);
    return office
        .database()
        .read(handle -> Answer.ok(UserRules.view(handle, UserRules.known(handle, id))));
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
          Set.copyOf(fields.optional("groups", UserRules.groupNames(), List.of())));
    }
  }

  private Answer make(Call call) throws Taken {
    Wanted wanted = call.body(Wanted::read);
    String password = wanted.password().orElseGet(() -> UserRules.readablePassword());
    String hash = office.hash(password);
    ObjectNode view =
        UserRules.taken(
            () ->
                office
                    .database()
                    .<ObjectNode, Taken>write(
                        handle -> {
                          UserRules.requireRole(handle, wanted.role());
                          UserRules.requireGroups(handle, wanted.groups());
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
                          return UserRules.view(handle, user);
                        }));
    if (wanted.password().isEmpty()) {
      view.put("password", password);
    }
    return Answer.json(201, view).with("Location", "/api/auth/users/" + view.path("id").asLong());
  }

  private Answer remove(Call call) {
    long id = Numbers.id(call);
    office
        .endings()
        .ending(
            (handle, ending) -> {
              Roles roles = new Roles(handle);
              roles.takeTurn();
              User user = UserRules.known(handle, id);
              ending.addAll(office.endings().all(handle, id));
              new Users(handle).remove(id);
              UserRules.requireAdministrator(roles);
              office.note(handle, call, "user.delete", user.username(), "");
              return user;
            });
    return Answer.empty(204);
  }
}
