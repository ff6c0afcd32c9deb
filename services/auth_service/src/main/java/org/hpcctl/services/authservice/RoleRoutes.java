package org.hpcctl.services.authservice;

import module java.base;

import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.authservice.account.Rights;
import org.hpcctl.services.authservice.account.Roles;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Kind;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;

/// Roles and groups, and what they may do, for administrators.
record RoleRoutes(Office office) {
  private static final Access ADMIN = Access.permitted(Rights.ADMIN);
  private static final int MOST_PERMISSIONS = 100;

  List<Route> all() {
    List<Route> routes = new ArrayList<>(of(Roles.Table.ROLE, "/api/auth/roles", Names::isRole));
    routes.addAll(of(Roles.Table.GROUP, "/api/auth/groups", Names::isGroup));
    return routes;
  }

  private List<Route> of(Roles.Table table, String path, Predicate<String> named) {
    return List.of(
        Route.get(path, ADMIN, _ -> list(table)),
        Route.put(path + "/{name}", ADMIN, call -> put(table, name(call, named), call)),
        Route.delete(path + "/{name}", ADMIN, call -> remove(table, name(call, named), call)));
  }

  private static String name(Call call, Predicate<String> named) {
    String name = call.variable("name");
    if (!named.test(name)) {
      throw Refusal.invalid(List.of(new Fields.Fault("name", "this cannot be a name")));
    }
    return name;
  }

  private static String word(Roles.Table table) {
    return switch (table) {
      case ROLE -> "role";
      case GROUP -> "group";
    };
  }

  private Answer list(Roles.Table table) {
    List<Roles.Grant> all = office.database().read(handle -> new Roles(handle).all(table));
    return Answer.ok(
        Json.object().set(word(table) + "s", Views.list(all.stream().map(Views::grant))));
  }

  private record Wanted(String description, Set<String> permissions) {
    static Wanted read(Fields fields) {
      return new Wanted(
          fields.optional("description", Kind.line(0, 200), ""),
          Set.copyOf(
              fields.required("permissions", Kind.list(Names.permission(), MOST_PERMISSIONS))));
    }
  }

  private Answer put(Roles.Table table, String name, Call call) {
    Wanted wanted = call.body(Wanted::read);
    if (table == Roles.Table.ROLE && name.equals("admin")) {
      throw Refusal.conflict("The role admin may do everything; make another role.");
    }
    Roles.Grant grant =
        office
            .endings()
            .ending(
                (handle, ending) -> {
                  Roles roles = new Roles(handle);
                  roles.takeTurn();
                  Optional<Roles.Grant> before = roles.byName(table, name);
                  roles.put(table, name, wanted.description(), wanted.permissions());
                  UserRules.requireAdministrator(roles);
                  boolean less =
                      before.isPresent()
                          && !wanted.permissions().containsAll(before.get().permissions());
                  if (less) {
                    roles
                        .holders(table, name)
                        .forEach(id -> ending.addAll(office.endings().all(handle, id)));
                  }
                  String permissions = String.join(" ", new TreeSet<>(wanted.permissions()));
                  office.note(handle, call, word(table) + ".put", name, permissions);
                  return roles.byName(table, name).orElseThrow();
                });
    return Answer.ok(Views.grant(grant));
  }

  private Answer remove(Roles.Table table, String name, Call call) {
    office
        .endings()
        .ending(
            (handle, ending) -> {
              Roles roles = new Roles(handle);
              roles.takeTurn();
              Roles.Grant grant =
                  roles
                      .byName(table, name)
                      .orElseThrow(() -> Refusal.notFound("There is no such " + word(table) + "."));
              if (table == Roles.Table.ROLE) {
                if (Roles.BUILT_IN.contains(name)) {
                  throw Refusal.conflict("Every cluster has the role " + name + ".");
                }
                if (grant.users() > 0) {
                  throw Refusal.conflict(grant.users() + " accounts have this role.");
                }
              }
              roles
                  .holders(table, name)
                  .forEach(id -> ending.addAll(office.endings().all(handle, id)));
              roles.remove(table, name);
              office.note(handle, call, word(table) + ".delete", name, "");
              return grant;
            });
    return Answer.empty(204);
  }
}
