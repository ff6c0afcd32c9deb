package org.hpcctl.services.authservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.account.Rights;
import org.hpcctl.services.authservice.account.Roles;
import org.hpcctl.services.authservice.account.User;
import org.hpcctl.services.authservice.audit.AuditLog;
import org.hpcctl.services.authservice.session.KeyTable;
import org.hpcctl.services.authservice.session.Session;
import org.hpcctl.services.authservice.session.SignIn;
import org.hpcctl.services.kit.Json;

/// How records look to clients.
final class Views {
  private Views() {}

  /// What the documents ask for, `token` and `user`, and what a browser needs besides.
  static ObjectNode signedIn(SignIn.SignedIn signedIn, Instant now) {
    User user = signedIn.user();
    ObjectNode view = Json.object().put("token", signedIn.token().text());
    view.putObject("user")
        .put("id", user.id())
        .put("username", user.username())
        .put("role", user.role());
    return view.put("csrf", signedIn.csrf())
        .put("expires_in", Duration.between(now, signedIn.token().caller().until()).toSeconds());
  }

  static ObjectNode user(User user, Rights rights) {
    ObjectNode view =
        Json.object()
            .put("id", user.id())
            .put("username", user.username())
            .put("email", user.email())
            .put("role", user.role())
            .put("provider", user.provider())
            .put("unix_name", user.unixName().orElse(null))
            .put("disabled", user.disabled())
            .put("second_factor", user.secondFactor())
            .put("created_at", text(user.createdAt()))
            .put("last_login", user.lastLogin().map(Views::text).orElse(null));
    view.set("groups", words(rights.groups()));
    view.set("permissions", words(rights.permissions()));
    return view;
  }

  static ObjectNode grant(Roles.Grant grant) {
    ObjectNode view =
        Json.object()
            .put("name", grant.name())
            .put("description", grant.description())
            .put("users", grant.users());
    view.set("permissions", words(grant.permissions()));
    return view;
  }

  static ObjectNode session(Session session, String own) {
    return Json.object()
        .put("id", session.id())
        .put("current", session.id().equals(own))
        .put("created_at", text(session.createdAt()))
        .put("refreshed_at", text(session.refreshedAt()))
        .put("expires_at", text(session.expiresAt()))
        .put("address", session.address())
        .put("agent", session.agent());
  }

  static ObjectNode key(KeyTable.Key key) {
    ObjectNode view =
        Json.object()
            .put("id", key.id())
            .put("name", key.name())
            .put("beginning", key.beginning())
            .put("created_at", text(key.createdAt()))
            .put("expires_at", text(key.expiresAt()))
            .put("last_used", key.lastUsed().map(Views::text).orElse(null));
    view.set("permissions", words(key.permissions()));
    return view;
  }

  static ObjectNode entry(AuditLog.Entry entry) {
    return Json.object()
        .put("id", entry.id())
        .put("at", text(entry.at()))
        .put("actor", entry.actor())
        .put("action", entry.action())
        .put("target", entry.target())
        .put("outcome", entry.outcome().name().toLowerCase(Locale.ROOT))
        .put("address", entry.address())
        .put("request_id", entry.requestId())
        .put("detail", entry.detail());
  }

  static ArrayNode list(Stream<ObjectNode> views) {
    ArrayNode list = Json.array();
    views.forEach(list::add);
    return list;
  }

  static ArrayNode words(Collection<String> words) {
    ArrayNode list = Json.array();
    words.stream().sorted().forEach(list::add);
    return list;
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
