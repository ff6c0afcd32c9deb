package org.hpcctl.services.fileservice.api;

import module java.base;

import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Kind;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.kit.limit.Limit;
import org.hpcctl.services.kit.limit.Limiter;
import org.hpcctl.services.kit.limit.LimiterStatistics;

/// How often one user may call each route of the chunked uploads in a minute.
///
/// @param perMinute by the route's name
public record Limits(Map<String, Integer> perMinute, Supplier<Limiter> limiter) {
  private static final SortedMap<String, Integer> DOCUMENTED =
      new TreeMap<>(
          Map.of(
              "upload_init", 20,
              "upload_chunk", 2000,
              "upload_complete", 20,
              "uploads_list", 100,
              "upload_get", 100,
              "upload_delete", 50));

  private static final long MOST = 1_000_000;

  /// The documented numbers, where the operator says no other.
  public static Map<String, Integer> read(Fields fields) {
    Map<String, Integer> all = new HashMap<>();
    DOCUMENTED.forEach(
        (name, number) ->
            all.put(
                name, fields.optional(name, Kind.number(1, MOST), number.longValue()).intValue()));
    return Map.copyOf(all);
  }

  Route on(String name, Route route) {
    int requests = Objects.requireNonNull(perMinute.get(name), name);
    return route.limited(Limit.of("files." + name, requests, Duration.ofMinutes(1)));
  }

  Answer statistics(Call call) {
    LimiterStatistics seen = limiter.get().statistics();
    return Answer.ok(
        Json.object()
            .put("total_requests", seen.totalRequests())
            .put("blocked_requests", seen.blockedRequests())
            .put("unique_users", seen.uniqueUsers())
            .put("active_users", seen.activeUsers()));
  }
}
