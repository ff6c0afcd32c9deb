package org.hpcctl.services.authservice.session;

import module java.base;

import org.hpcctl.services.authservice.account.Attempts;
import org.hpcctl.services.authservice.account.Passwords;
import org.hpcctl.services.authservice.account.Roles;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.authservice.audit.AuditLog;
import org.hpcctl.services.authservice.provider.Directory;
import org.hpcctl.services.authservice.provider.GroupRules;
import org.hpcctl.services.authservice.provider.Newcomers;
import org.hpcctl.services.authservice.provider.Profile;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.database.Database;
import org.jdbi.v3.core.Handle;

/// The way in: password, second factor, session, token. Whoever fails does not learn which of these
/// was wrong, and as little from how long it took.
public final class SignIn {
  private static final String ACTION = "login";

  private final Database database;
  private final PasswordCheck check;
  private final Seal seal;
  private final Mint mint;
  private final Endings endings;
  private final Lives lives;
  private final InstantSource clock;

  public SignIn(
      Database database,
      Passwords passwords,
      Optional<Directory> directory,
      Seal seal,
      Mint mint,
      Endings endings,
      Lives lives,
      InstantSource clock) {
    this.database = database;
    this.check = new PasswordCheck(database, passwords, directory, clock);
    this.seal = seal;
    this.mint = mint;
    this.endings = endings;
    this.lives = lives;
    this.clock = clock;
  }

  /// What somebody sends to be let in.
  ///
  /// @param code of the second factor
  public record Proof(String username, String password, Optional<String> code) {
    /// Without the secrets; the name may be one, typed into the wrong field.
    @Override
    public String toString() {
      return "Proof";
    }
  }

  /// Where it comes from.
  ///
  /// @param agent what the program calls itself
  public record Origin(String address, String requestId, String agent) {
    AuditLog.Source source(String actor) {
      return new AuditLog.Source(actor, address, requestId);
    }
  }

  /// Somebody is in.
  ///
  /// @param refresh the token that gets him the next access token, once
  public record SignedIn(User user, Mint.Token token, String refresh, String csrf) {}

  private sealed interface Step {
    record In(SignedIn signedIn) implements Step {}

    record NeedsCode() implements Step {}

    record WrongCode() implements Step {}
  }

  /// @throws Refusal 401 when anything is wrong, 429 after too many attempts, 503 when that cannot
  ///   be found out
  public SignedIn withPassword(Proof proof, Origin origin) {
    Attempts.Subject name = Attempts.Subject.ofUser(proof.username());
    Attempts.Subject address = Attempts.Subject.ofAddress(origin.address());
    requireTurn(address, name);
    Optional<User> user = check.user(proof, name, address).filter(found -> !found.disabled());
    if (user.isEmpty()) {
      throw refused(proof, origin, "name or password");
    }
    Step step =
        database.write(
            handle -> {
              Instant now = clock.instant();
              Attempts attempts = new Attempts(handle);
              if (user.get().secondFactor() && proof.code().isEmpty()) {
                attempts.giveBack(name, now);
                attempts.giveBack(address, now);
                return new Step.NeedsCode();
              }
              if (user.get().secondFactor()
                  && !new Totp(handle, seal).accepts(user.get().id(), proof.code().get(), now)) {
                return new Step.WrongCode();
              }
              attempts.succeeded(name, address, now);
              return new Step.In(begun(handle, user.get(), origin, now));
            });
    return switch (step) {
      case Step.In(SignedIn signedIn) -> signedIn;
      case Step.WrongCode _ -> throw refused(proof, origin, "code");
      case Step.NeedsCode _ ->
          throw new Refusal(401, "code_required", "Send the code of your second factor as well.");
    };
  }

  /// For somebody whom a provider in the browser vouches for; the provider asks for its own second
  /// factor.
  public SignedIn withProfile(Profile profile, GroupRules rules, Origin origin) {
    return database.write(
        handle -> {
          Instant now = clock.instant();
          User user = new Newcomers(handle, rules).account(profile, now);
          if (user.disabled()) {
            throw Refusal.forbidden("Your account is closed or waits for an administrator.");
          }
          return begun(handle, user, origin, now);
        });
  }

  /// The next access token of a session, and the next refresh token.
  ///
  /// @throws Refusal 401 when the token is none of ours, or used: then its session is over; 409
  ///   when another request of the same browser was faster
  public SignedIn refresh(String token, Origin origin) {
    Sessions.Refreshed refreshed =
        endings.ending(
            (handle, ending) -> {
              Instant now = clock.instant();
              Sessions.Refreshed found = new Sessions(handle, lives).refresh(token, now);
              if (found instanceof Sessions.Refreshed.Reused(Session stolen)) {
                ending.add(stolen.id());
                String actor = username(handle, stolen.userId());
                new AuditLog(handle)
                    .refused(
                        origin.source(actor),
                        "refresh",
                        actor,
                        "a refresh token was used a second time; its session is ended",
                        now);
              }
              return found;
            });
    return switch (refreshed) {
      case Sessions.Refreshed.Good(Session session, String next) ->
          database
              .read(handle -> renewed(handle, session, next))
              .orElseThrow(() -> Refusal.notSignedIn("The account is closed."));
      case Sessions.Refreshed.JustUsed _ ->
          throw Refusal.conflict(
              "Another request refreshed this session just now: use its answer.");
      case Sessions.Refreshed.Reused _ ->
          throw Refusal.notSignedIn(
              "This token was used before, so its session was ended; sign in again.");
      case Sessions.Refreshed.Unknown _ ->
          throw Refusal.notSignedIn("The session is over; sign in again.");
    };
  }

  private SignedIn begun(Handle handle, User user, Origin origin, Instant now) {
    Sessions.Refreshed.Good begun =
        new Sessions(handle, lives).begin(user.id(), origin.address(), origin.agent(), now);
    new Users(handle).signedIn(user.id(), now);
    new AuditLog(handle)
        .done(origin.source(user.username()), ACTION, user.username(), user.provider(), now);
    return signedIn(handle, user, begun.session(), begun.next());
  }

  private Optional<SignedIn> renewed(Handle handle, Session session, String next) {
    return new Users(handle)
        .byId(session.userId())
        .filter(user -> !user.disabled())
        .map(user -> signedIn(handle, user, session, next));
  }

  private SignedIn signedIn(Handle handle, User user, Session session, String refresh) {
    String csrf = seal.mark(session.id(), "csrf");
    Mint.Token token =
        mint.token(user, new Roles(handle).rights(user), session.id(), csrf, clock.instant());
    return new SignedIn(user, token, refresh, csrf);
  }

  /// Counts an attempt as failed, until it is given back.
  ///
  /// @throws Refusal 429 when one of these has to wait; then it is not counted
  public void requireTurn(Attempts.Subject... subjects) {
    Optional<Duration> wait =
        database.write(
            handle -> {
              Attempts attempts = new Attempts(handle);
              Instant now = clock.instant();
              return Stream.of(subjects)
                  .flatMap(subject -> attempts.begin(subject, now).stream())
                  .findFirst();
            });
    wait.ifPresent(
        duration -> {
          long seconds = duration.plusMillis(999).toSeconds();
          throw new Refusal(
                  429,
                  "too_many_attempts",
                  "Too many attempts failed; try again in %d seconds.".formatted(seconds))
              .member("retry_after", seconds)
              .header("Retry-After", Long.toString(seconds));
        });
  }

  /// The attempts were no failures.
  public void giveBack(Attempts.Subject... subjects) {
    database.write(
        handle -> {
          for (Attempts.Subject subject : subjects) {
            new Attempts(handle).giveBack(subject, clock.instant());
          }
          return subjects.length;
        });
  }

  private Refusal refused(Proof proof, Origin origin, String what) {
    database.write(
        handle -> {
          String target = new Users(handle).byName(proof.username()).map(User::username).orElse("");
          new AuditLog(handle)
              .refused(origin.source(""), ACTION, target, "wrong " + what, clock.instant());
          return target;
        });
    return new Refusal(401, "wrong_credentials", "The name, password or code is wrong.")
        .header("WWW-Authenticate", "Bearer realm=\"hpcctl\"");
  }

  private static String username(Handle handle, long userId) {
    return new Users(handle).byId(userId).map(User::username).orElse("");
  }
}
