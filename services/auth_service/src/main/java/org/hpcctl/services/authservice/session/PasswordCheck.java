package org.hpcctl.services.authservice.session;

import module java.base;

import org.hpcctl.services.authservice.account.Attempts;
import org.hpcctl.services.authservice.account.Passwords;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.authservice.provider.Directory;
import org.hpcctl.services.authservice.provider.Newcomers;
import org.hpcctl.services.authservice.provider.Profile;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds whose name and password were sent: ours first, then the directory's for names that have no
/// local account. A password is hashed in any case, so that strangers cost as much as members.
final class PasswordCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PasswordCheck.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Database database;
  private final Passwords passwords;
  private final Optional<Directory> directory;
  private final InstantSource clock;

  PasswordCheck(
      Database database, Passwords passwords, Optional<Directory> directory, InstantSource clock) {
    this.database = database;
    this.passwords = passwords;
    this.directory = directory;
    this.clock = clock;
  }

  private record Found(Optional<User> user, Optional<String> hash) {
    boolean isLocal() {
      return user.filter(known -> known.provider().equals(User.LOCAL)).isPresent();
    }
  }

  /// @param counted the attempts that this one is counted among; it is taken back when nobody could
  ///   look
  Optional<User> user(SignIn.Proof proof, Attempts.Subject... counted) {
    Found found =
        database.read(
            handle -> {
              Users users = new Users(handle);
              Optional<User> user = users.byName(proof.username());
              return new Found(user, user.flatMap(known -> users.passwordHash(known.id())));
            });
    try {
      Passwords.Verdict verdict = passwords.check(found.hash(), proof.password());
      if (!found.isLocal() && directory.isPresent()) {
        return ofDirectory(directory.get(), proof);
      }
      if (verdict == Passwords.Verdict.OUTDATED) {
        keepAnew(found.user().orElseThrow(), proof.password());
      }
      return verdict == Passwords.Verdict.WRONG ? Optional.empty() : found.user();
    } catch (Passwords.TooMany _) {
      takeBack(counted);
      throw Refusal.unavailable("Too many sign in at this moment.", SOON);
    } catch (IOException e) {
      takeBack(counted);
      LOG.atWarn().log("the directory does not answer: {}", e.getMessage());
      throw Refusal.unavailable("The directory of accounts does not answer.", SOON);
    }
  }

  private Optional<User> ofDirectory(Directory asked, SignIn.Proof proof) throws IOException {
    Optional<Profile> profile = asked.check(proof.username(), proof.password());
    return profile.map(
        somebody ->
            database.write(
                handle -> new Newcomers(handle, asked.rules()).account(somebody, clock.instant())));
  }

  private void keepAnew(User user, String password) throws Passwords.TooMany {
    String hash = passwords.hash(password);
    database.write(
        handle -> {
          new Users(handle).password(user.id(), hash);
          return hash;
        });
  }

  private void takeBack(Attempts.Subject... counted) {
    database.write(
        handle -> {
          for (Attempts.Subject subject : counted) {
            new Attempts(handle).giveBack(subject, clock.instant());
          }
          return counted.length;
        });
  }
}
