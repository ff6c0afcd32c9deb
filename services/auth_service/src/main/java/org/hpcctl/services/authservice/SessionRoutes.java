package org.hpcctl.services.authservice;

import module java.base;

import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.authservice.account.Rights;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.authservice.session.Session;
import org.hpcctl.services.authservice.session.Sessions;
import org.hpcctl.services.authservice.session.SignIn;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Kind;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.kit.identity.Caller;

/// In and out, and who one is meanwhile.
record SessionRoutes(Office office) {
  private static final long SMALL = 8 * 1024;

  List<Route> all() {
    Route login = Route.post("/api/auth/login", Access.open(), this::login).body(SMALL);
    return List.of(
        login,
        login.at("/auth/login"),
        Route.post("/api/auth/logout", Access.signedIn(), this::logout).body(SMALL),
        Route.post("/api/auth/refresh", Access.open(), this::refresh).body(SMALL),
        Route.get("/api/auth/me", Access.signedIn(), this::me),
        Route.get("/api/auth/sessions", Access.signedIn(), this::sessions),
        Route.delete("/api/auth/sessions/{id}", Access.signedIn(), this::end));
  }

  private static SignIn.Proof proof(Fields fields) {
    return new SignIn.Proof(
        fields.required("username", Kind.line(1, 50)),
        fields.required("password", Names.password()),
        fields.optional("code", Kind.secret(1, 32)));
  }

  private Answer login(Call call) {
    SignIn.Proof proof = call.body(SessionRoutes::proof);
    return in(office.signIn().withPassword(proof, Office.origin(call)));
  }

  private Answer refresh(Call call) {
    String token =
        office
            .cookies()
            .refresh(call)
            .orElseThrow(() -> Refusal.notSignedIn("There is no session to refresh; sign in."));
    return in(office.signIn().refresh(token, Office.origin(call)));
  }

  private Answer in(SignIn.SignedIn signedIn) {
    Instant now = office.clock().instant();
    return office
        .cookies()
        .given(Answer.ok(Views.signedIn(signedIn, now)), signedIn, now, office.lives().idle());
  }

  private Answer logout(Call call) {
    Caller caller = Office.person(call);
    office
        .endings()
        .ending(
            (handle, ending) -> {
              office.note(handle, call, "logout", caller.username(), "");
              return ending.add(caller.session());
            });
    return office.cookies().taken(Answer.empty(204));
  }

  private Answer me(Call call) {
    Caller caller = call.caller();
    return office
        .database()
        .read(
            handle -> {
              User user =
                  new Users(handle)
                      .byId(caller.id())
                      .orElseThrow(() -> Refusal.notSignedIn("The account is gone."));
              return Answer.ok(
                  Views.user(user, new Rights(caller.permissions(), caller.groups()))
                      .put("csrf", caller.csrf().orElse(null)));
            });
  }

  private Answer sessions(Call call) {
    Caller caller = call.caller();
    List<Session> found =
        office
            .database()
            .read(
                handle ->
                    new Sessions(handle, office.lives()).of(caller.id(), office.clock().instant()));
    return Answer.ok(
        Json.object()
            .set(
                "sessions",
                Views.list(found.stream().map(each -> Views.session(each, caller.session())))));
  }

  private Answer end(Call call) {
    Caller caller = Office.person(call);
    String id = call.variable("id");
    office
        .endings()
        .ending(
            (handle, ending) -> {
              Session session =
                  new Sessions(handle, office.lives())
                      .live(id, office.clock().instant())
                      .filter(found -> found.userId() == caller.id())
                      .orElseThrow(() -> Refusal.notFound("You have no such session."));
              office.note(handle, call, "session.end", caller.username(), id);
              return ending.add(session.id());
            });
    return Answer.empty(204);
  }
}
