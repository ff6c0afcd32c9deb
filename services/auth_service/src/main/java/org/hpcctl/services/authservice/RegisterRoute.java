package org.hpcctl.services.authservice;

import module java.base;

import org.hpcctl.services.authservice.account.Attempts;
import org.hpcctl.services.authservice.account.Names;
import org.hpcctl.services.authservice.account.NewUser;
import org.hpcctl.services.authservice.account.Taken;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;

/// Asking for an account. It waits, disabled, for an administrator; the answer is the same when the
/// name is taken, so that nobody finds out who has one.
///
/// @param open whether the settings let people ask
record RegisterRoute(Office office, boolean open) {
  List<Route> all() {
    return List.of(Route.post("/api/auth/register", Access.open(), this::register));
  }

  private record Wanted(String username, String email, String password) {
    static Wanted read(Fields fields) {
      return new Wanted(
          fields.required("username", Names.username()),
          fields.required("email", Names.email()),
          fields.required("password", Names.newPassword()));
    }
  }

  private Answer register(Call call) {
    if (!open) {
      throw Refusal.forbidden("Accounts are made by the administrators of this cluster.");
    }
    Wanted wanted = call.body(Wanted::read);
    office.signIn().requireTurn(Attempts.Subject.ofRegistration(call.remote()));
    String hash = office.hash(wanted.password());
    try {
      office
          .database()
          .<User, Taken>write(
              handle -> {
                NewUser account =
                    NewUser.local(
                            wanted.username(),
                            wanted.email(),
                            hash,
                            User.DEFAULT_ROLE,
                            Optional.empty())
                        .waiting();
                User user = new Users(handle).add(account, office.clock().instant());
                office.note(handle, call, "register", user.username(), "");
                return user;
              });
    } catch (Taken _) {
      // Told to nobody, as the class says.
    }
    return Answer.json(
        202, Json.object().put("message", "An administrator will look at your request."));
  }
}
