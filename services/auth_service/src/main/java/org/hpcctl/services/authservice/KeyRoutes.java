package org.hpcctl.services.authservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.authservice.account.Rights;
import org.hpcctl.services.authservice.session.KeyTable;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Kind;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.kit.identity.Caller;

/// The API keys of whoever is signed in.
record KeyRoutes(Office office) {
  private static final int MOST_PERMISSIONS = 32;
  private static final int MOST_KEYS = 50;

  List<Route> all() {
    return List.of(
        Route.get("/api/auth/keys", Access.signedIn(), this::list),
        Route.post("/api/auth/keys", Access.signedIn(), this::make),
        Route.delete("/api/auth/keys/{id}", Access.signedIn(), this::withdraw));
  }

  private Answer list(Call call) {
    long id = call.caller().id();
    List<KeyTable.Key> keys = office.database().read(handle -> new KeyTable(handle).of(id));
    return Answer.ok(Json.object().set("keys", Views.list(keys.stream().map(Views::key))));
  }

  private record Wanted(String name, Set<String> permissions, long days) {
    static Wanted read(Fields fields) {
      List<String> permissions =
          fields.required("permissions", Kind.list(Names.permission(), MOST_PERMISSIONS));
      if (permissions.isEmpty()) {
        fields.fault("permissions", "expected one permission at least");
      }
      return new Wanted(
          fields.required("name", Kind.line(1, 100)),
          Set.copyOf(permissions),
          fields.optional("days", Kind.number(1, 366), 90L));
    }
  }

  private Answer make(Call call) {
    Caller caller = Office.person(call);
    Wanted wanted = call.body(Wanted::read);
    Rights own = new Rights(caller.permissions(), caller.groups());
    SortedSet<String> beyond = new TreeSet<>(wanted.permissions());
    beyond.removeIf(own::holds);
    if (!beyond.isEmpty()) {
      throw Refusal.forbidden("You do not have " + String.join(", ", beyond) + " yourself.");
    }
    KeyTable.Made made =
        office
            .database()
            .write(
                handle -> {
                  KeyTable table = new KeyTable(handle);
                  if (table.of(caller.id()).size() >= MOST_KEYS) {
                    throw Refusal.conflict(
                        "You have " + MOST_KEYS + " keys: withdraw one that is not used.");
                  }
                  Instant now = office.clock().instant();
                  Instant expires = now.plus(Duration.ofDays(wanted.days()));
                  KeyTable.Made key =
                      table.add(caller.id(), wanted.name(), wanted.permissions(), expires, now);
                  office.note(handle, call, "key.create", caller.username(), wanted.name());
                  return key;
                });
    ObjectNode view = Views.key(made.key()).put("key", made.text());
    return Answer.json(201, view).with("Location", "/api/auth/keys/" + made.key().id());
  }

  private Answer withdraw(Call call) {
    Caller caller = Office.person(call);
    long id = Numbers.id(call);
    office
        .endings()
        .ending(
            (handle, ending) -> {
              KeyTable table = new KeyTable(handle);
              KeyTable.Key key =
                  table
                      .byId(id)
                      .filter(found -> found.userId() == caller.id())
                      .orElseThrow(() -> Refusal.notFound("You have no such key."));
              table.remove(id);
              office.note(handle, call, "key.withdraw", caller.username(), key.name());
              return ending.add(key.session());
            });
    return Answer.empty(204);
  }
}
