package org.hpcctl.services.authservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.account.Rights;
import org.hpcctl.services.authservice.audit.AuditLog;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Route;

/// The audit log, for administrators; there is no way to write to it.
record AuditRoutes(Office office) {
  List<Route> all() {
    return List.of(Route.get("/api/auth/audit", Access.permitted(Rights.ADMIN), this::list));
  }

  private Answer list(Call call) {
    AuditLog.Search search =
        new AuditLog.Search(
            call.query("actor"),
            call.query("action"),
            call.query("target"),
            call.query("before", 1, Long.MAX_VALUE, Long.MAX_VALUE),
            call.query("limit", 1, 500, 100));
    List<AuditLog.Entry> found =
        office.database().read(handle -> new AuditLog(handle).find(search));
    ObjectNode view = Json.object();
    view.set("entries", Views.list(found.stream().map(Views::entry)));
    boolean full = found.size() == search.limit();
    return Answer.ok(view.put("next", full ? (Long) found.getLast().id() : null));
  }
}
