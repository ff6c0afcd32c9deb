package org.hpcctl.services.authservice;

import module java.base;

import org.hpcctl.services.authservice.account.Attempts;
import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.authservice.account.Passwords;
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
import org.hpcctl.services.kit.identity.Caller;
import org.jdbi.v3.core.Handle;

/// What people do with their own password and second factor. Each takes a proof besides the
/// session: who finds an open browser must not be able to keep its owner out.
///
/// @param portal what an authenticator app shows beside the name
record AccountRoutes(Office office, String portal) {
  List<Route> all() {
    return List.of(
        Route.post("/api/auth/password", Access.signedIn(), this::password),
        Route.post("/api/auth/totp", Access.signedIn(), this::enrol),
        Route.post("/api/auth/totp/confirm", Access.signedIn(), this::confirm),
        Route.post("/api/auth/totp/disable", Access.signedIn(), this::disable));
  }

  private record Change(String current, String next) {
    static Change read(Fields fields) {
      return new Change(
          fields.required("current", Names.password()),
          fields.required("new", Names.newPassword()));
    }
  }

  private Answer password(Call call) {
    Caller caller = Office.person(call);
    Change change = call.body(Change::read);
    requirePassword(caller, change.current());
    if (change.next().toLowerCase(Locale.ROOT).contains(caller.username())) {
      throw Refusal.invalid(
          List.of(new Fields.Fault("new", "expected a password without the username in it")));
    }
    String hash = office.hash(change.next());
    office
        .endings()
        .ending(
            (handle, ending) -> {
              new Users(handle).password(caller.id(), hash);
              office.note(handle, call, "password.change", caller.username(), "");
              return ending.addAll(office.endings().others(handle, caller.id(), caller.session()));
            });
    return Answer.empty(204);
  }

  private static String secret(Fields fields) {
    return fields.required("password", Names.password());
  }

  private Answer enrol(Call call) {
    Caller caller = Office.person(call);
    requirePassword(caller, call.body(AccountRoutes::secret));
    String secret =
        office
            .database()
            .write(
                handle -> {
                  if (new Users(handle).byId(caller.id()).orElseThrow().secondFactor()) {
                    throw Refusal.conflict("A second factor is in use: disable it first.");
                  }
                  office.note(handle, call, "totp.enrol", caller.username(), "");
                  return new Totp(handle, office.seal()).enrol(caller.id());
                });
    String label = URLEncoder.encode(portal, StandardCharsets.UTF_8).replace("+", "%20");
    return Answer.ok(
        Json.object()
            .put("secret", secret)
            .put(
                "uri",
                "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                    .formatted(label, caller.username(), secret, label)));
  }

  private static String code(Fields fields) {
    return fields.required("code", Kind.secret(1, 32));
  }

  private Answer confirm(Call call) {
    Caller caller = Office.person(call);
    String code = call.body(AccountRoutes::code);
    List<String> recovery =
        office
            .database()
            .<Optional<List<String>>, RuntimeException>write(
                handle -> {
                  Optional<List<String>> codes =
                      new Totp(handle, office.seal())
                          .confirm(caller.id(), code, office.clock().instant());
                  if (codes.isPresent()) {
                    office.note(handle, call, "totp.confirm", caller.username(), "");
                  }
                  return codes;
                })
            .orElseThrow(() -> wrong("The code is wrong, or no second factor waits for one."));
    return Answer.ok(Json.object().set("recovery_codes", Views.words(recovery)));
  }

  private record Disabling(String password, String code) {
    static Disabling read(Fields fields) {
      return new Disabling(secret(fields), AccountRoutes.code(fields));
    }
  }

  private Answer disable(Call call) {
    Caller caller = Office.person(call);
    Disabling disabling = call.body(Disabling::read);
    requirePassword(caller, disabling.password());
    boolean done =
        office
            .database()
            .write(
                handle -> {
                  Totp totp = new Totp(handle, office.seal());
                  if (!totp.accepts(caller.id(), disabling.code(), office.clock().instant())) {
                    return false;
                  }
                  totp.remove(caller.id());
                  office.note(handle, call, "totp.disable", caller.username(), "");
                  return true;
                });
    if (!done) {
      throw wrong("The code is wrong.");
    }
    return Answer.empty(204);
  }

  private void requirePassword(Caller caller, String password) {
    Attempts.Subject counted = Attempts.Subject.ofProof(caller.username());
    office.signIn().requireTurn(counted);
    Optional<String> hash = office.database().read(handle -> hash(handle, caller));
    if (hash.isEmpty()) {
      throw Refusal.conflict("Your password is kept by another provider: change it there.");
    }
    if (office.check(hash, password) == Passwords.Verdict.WRONG) {
      throw wrong("The password is wrong.");
    }
    office.signIn().giveBack(counted);
  }

  private static Optional<String> hash(Handle handle, Caller caller) {
    return new Users(handle).passwordHash(caller.id());
  }

  // Not 401: the session is good, and clients answer 401 by signing in again.
  private static Refusal wrong(String detail) {
    return new Refusal(403, "wrong_proof", detail);
  }
}
