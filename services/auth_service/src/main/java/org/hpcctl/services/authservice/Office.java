package org.hpcctl.services.authservice;

import module java.base;

import org.hpcctl.services.authservice.account.Passwords;
import org.hpcctl.services.authservice.audit.AuditLog;
import org.hpcctl.services.authservice.session.Endings;
import org.hpcctl.services.authservice.session.Lives;
import org.hpcctl.services.authservice.session.OwnKeys;
import org.hpcctl.services.authservice.session.Seal;
import org.hpcctl.services.authservice.session.SignIn;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.identity.Caller;
import org.jdbi.v3.core.Handle;

/// What the routes have in common.
record Office(
    Database database,
    Passwords passwords,
    Seal seal,
    OwnKeys keys,
    SignIn signIn,
    Endings endings,
    Lives lives,
    BrowserCookies cookies,
    InstantSource clock) {
  private static final Duration SOON = Duration.ofSeconds(5);

  static SignIn.Origin origin(Call call) {
    return new SignIn.Origin(
        call.remote(), call.id(), printable(call.header("User-Agent").orElse("")));
  }

  static AuditLog.Source source(Call call) {
    String actor = call.callerIfKnown().map(Caller::username).orElse("");
    return new AuditLog.Source(actor, call.remote(), call.id());
  }

  /// Writes down that the caller did something.
  void note(Handle handle, Call call, String action, String target, String detail) {
    new AuditLog(handle).done(source(call), action, target, detail, clock.instant());
  }

  String hash(String password) {
    try {
      return passwords.hash(password);
    } catch (Passwords.TooMany _) {
      throw Refusal.unavailable("Too many passwords are checked at this moment.", SOON);
    }
  }

  Passwords.Verdict check(Optional<String> hash, String password) {
    try {
      return passwords.check(hash, password);
    } catch (Passwords.TooMany _) {
      throw Refusal.unavailable("Too many passwords are checked at this moment.", SOON);
    }
  }

  /// Refuses API keys: whoever finds one must not be able to make more of it.
  static Caller person(Call call) {
    if (call.caller().session().startsWith("key:")) {
      throw Refusal.forbidden("An API key may not do this: sign in.");
    }
    return call.caller();
  }

  private static String printable(String text) {
    return text.chars()
        .filter(letter -> letter >= ' ' && letter != 0x7f)
        .limit(200)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
