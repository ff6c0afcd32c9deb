package org.hpcctl.services.authservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.account.Rights;
import org.hpcctl.services.authservice.session.OwnApiKeys;
import org.hpcctl.services.authservice.session.Sessions;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.kit.identity.Claims;
import org.hpcctl.services.kit.identity.Unproven;

/// What the other services ask: the keys that sign tokens, whose an API key is, which sessions are
/// over.
///
/// @param audience the cluster's name
record HeadRoutes(Office office, OwnApiKeys apiKeys, String audience) {
  private static final long KEY = 256;

  List<Route> all() {
    return List.of(
        Route.get("/api/auth/jwks.json", Access.open(), _ -> published()),
        Route.post("/api/auth/introspect", Access.heads(), this::introspect).body(KEY),
        Route.get("/api/auth/ended", Access.heads(), _ -> ended()),
        Route.post("/api/auth/signing-keys", Access.permitted(Rights.ADMIN), this::rotate));
  }

  private Answer published() {
    return Answer.of(200, "application/json", office.keys().published().getBytes(UTF_8));
  }

  private Answer introspect(Call call) throws IOException {
    String text = new String(call.stream().readAllBytes(), UTF_8).strip();
    try {
      OwnApiKeys.Owner owner = apiKeys.owner(text);
      String claims =
          Claims.of(
                  owner.caller(),
                  owner.user().email(),
                  audience,
                  UUID.randomUUID().toString(),
                  office.clock().instant())
              .toString();
      return Answer.of(200, "application/json", claims.getBytes(UTF_8));
    } catch (Unproven e) {
      throw Refusal.notSignedIn(Objects.requireNonNull(e.getMessage()));
    }
  }

  private Answer ended() {
    Instant now = office.clock().instant();
    Map<String, Instant> ended =
        office.database().read(handle -> new Sessions(handle, office.lives()).ended(now));
    ObjectNode view = Json.object();
    view.set(
        "sessions",
        Views.list(
            ended.entrySet().stream()
                .map(
                    entry ->
                        Json.object()
                            .put("session", entry.getKey())
                            .put("until", entry.getValue().toString()))));
    return Answer.ok(view);
  }

  private Answer rotate(Call call) {
    String kid = office.keys().rotate().getKeyID();
    office
        .database()
        .write(
            handle -> {
              office.note(handle, call, "signing_key.rotate", kid, "");
              return kid;
            });
    return Answer.json(201, Json.object().put("kid", kid));
  }
}
