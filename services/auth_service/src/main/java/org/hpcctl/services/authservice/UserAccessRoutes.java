package org.hpcctl.services.authservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.authservice.account.Rights;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.authservice.session.Totp;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;

/// How somebody gets in, for administrators who help or lock out: password, sessions, second
/// factor.
record UserAccessRoutes(Office office) {
  private static final Access ADMIN = Access.permitted(Rights.ADMIN);

  List<Route> all() {
    return List.of(
        Route.post("/api/auth/users/{id}/password", ADMIN, this::password),
        Route.delete("/api/auth/users/{id}/sessions", ADMIN, this::endSessions),
        Route.delete("/api/auth/users/{id}/totp", ADMIN, this::removeFactor));
  }

  private static Optional<String> newPassword(Fields fields) {
    return fields.optional("password", Names.newPassword());
  }

  private Answer password(Call call) {
    long id = Numbers.id(call);
    Optional<String> given = call.body(UserAccessRoutes::newPassword);
    String password = given.orElseGet(() -> UserRules.readablePassword());
    String hash = office.hash(password);
    office
        .endings()
        .ending(
            (handle, ending) -> {
              User user = UserRules.known(handle, id);
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
              User user = UserRules.known(handle, id);
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
              User user = UserRules.known(handle, id);
              new Totp(handle, office.seal()).remove(id);
              office.note(handle, call, "user.totp.remove", user.username(), "");
              return user;
            });
    return Answer.empty(204);
  }
}
