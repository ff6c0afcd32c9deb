package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.RateLimits;
import org.hpcctl.spec.Upstream;
import org.hpcctl.spec.Web;
import org.hpcctl.spec.WebService;
import org.hpcctl.templates.web.Member;
import org.hpcctl.templates.web.Pool;
import org.hpcctl.templates.web.Route;

/// Which path goes to which service, and which hosts serve it.
final class Routing {
  private Routing() {}

  static List<Pool> pools(Cluster cluster) {
    return Arrays.stream(WebService.values()).map(service -> pool(cluster, service)).toList();
  }

  private static Pool pool(Cluster cluster, WebService service) {
    Upstream upstream = cluster.web().upstream(service);
    int port = cluster.web().service(service).port();
    Optional<String> balance =
        switch (upstream.balance()) {
          case ROUND_ROBIN -> Optional.empty();
          case LEAST_CONN -> Optional.of("least_conn");
          case IP_HASH -> Optional.of("ip_hash");
        };
    return new Pool(
        service.yamlName(),
        balance,
        BackEnds.heads(cluster, service).stream()
            .map(
                (Controller host) ->
                    new Member(host.hostname(), host.ip(), port, upstream.weight(host.hostname())))
            .toList());
  }

  static List<Route> routes(Web web) {
    List<Route> routes = new ArrayList<>();
    for (WebService service : WebService.values()) {
      routes.add(route(web.rateLimits(), service, service.route()));
    }
    // Socket.IO keeps its own path; /ws is a namespace inside it and a plain WebSocket beside it.
    routes.add(route(web.rateLimits(), WebService.WEBSOCKET_SERVICE, "/socket.io"));
    // Uploads in chunks have a version in their path, in front of the service's own prefix.
    routes.add(route(web.rateLimits(), WebService.FILE_SERVICE, "/api/v2/files"));
    // Where older documents sign in.
    routes.add(route(web.rateLimits(), WebService.AUTH_SERVICE, "/auth"));
    return routes;
  }

  private static Route route(RateLimits limits, WebService service, String path) {
    Route.Kind kind =
        switch (service) {
          case AUTH_SERVICE -> Route.Kind.SECRETS;
          case FILE_SERVICE -> Route.Kind.FILES;
          case WEBSOCKET_SERVICE -> Route.Kind.WEBSOCKET;
          case DASHBOARD, JOB_API, METRICS_API, MONITORING_DASHBOARD, ADMIN_PORTAL ->
              Route.Kind.PLAIN;
        };
    return switch (service) {
      case AUTH_SERVICE -> new Route(path, service.yamlName(), kind, "auth", limits.auth().burst());
      case DASHBOARD, MONITORING_DASHBOARD, ADMIN_PORTAL ->
          new Route(path, service.yamlName(), kind, "general", limits.general().burst());
      case JOB_API, FILE_SERVICE, METRICS_API, WEBSOCKET_SERVICE ->
          new Route(path, service.yamlName(), kind, "api", limits.api().burst());
    };
  }
}
