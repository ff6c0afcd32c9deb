package org.hpcctl.services.kit;

import module java.base;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every request passes here once: it gets its id, is measured, answered and written down.
final class Door extends Handler.Abstract {
  /// No route of ours takes a body yet; this is what a refused one may hold us up with.
  static final long MAX_BODY_BYTES = 1024 * 1024;

  /// What only the heads themselves may see; readiness is asked by nginx for outsiders.
  private static final Set<String> INTERNAL = Set.of("/health/detailed", "/metrics");

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final Logger ACCESS = LoggerFactory.getLogger("access");

  private final Routes routes;
  private final Set<String> probes;
  private final Health health;
  private final Metrics metrics;

  /// @param probes the routes that watchers ask every few seconds
  Door(Routes routes, Set<String> probes, Health health, Metrics metrics) {
    this.routes = routes;
    this.probes = Set.copyOf(probes);
    this.health = health;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long began = System.nanoTime();
    String id = RequestId.of(request.getHeaders().get("X-Request-ID"));
    metrics.began();
    Reply reply = reply(request, id);
    Request.addCompletionListener(
        request,
        _ -> {
          long took = System.nanoTime() - began;
          metrics.ended(reply.route, request.getMethod(), reply.answer.status(), took);
          writeDown(request, reply, id, took);
        });
    send(reply.answer, id, response, callback);
    return true;
  }

  private record Reply(String route, Answer answer) {}

  private Reply reply(Request request, String id) {
    String path = Request.getPathInContext(request);
    try {
      if (request.getLength() > MAX_BODY_BYTES) {
        return new Reply(
            Routes.NONE,
            Answer.problem(413, "A body may hold at most " + MAX_BODY_BYTES + " bytes.", id)
                .with("Connection", "close"));
      }
      // nginx adds this header: what came through the portal sees the public routes only.
      boolean outside = request.getHeaders().contains(HttpHeader.X_FORWARDED_FOR);
      if (!(outside && INTERNAL.contains(path))) {
        Endpoint endpoint = routes.exact().get(path);
        if (endpoint != null) {
          return new Reply(path, answer(request, id, endpoint));
        }
        if (routes.pages().isPresent()) {
          Optional<Answer> page = routes.pages().get().answer(request, path);
          if (page.isPresent()) {
            return new Reply("pages", answer(request, id, _ -> page.get()));
          }
        }
      }
      return new Reply(Routes.NONE, Answer.problem(404, "Nothing is served at this path.", id));
    } catch (HttpException.RuntimeException e) {
      return new Reply(Routes.NONE, Answer.problem(e.getCode(), "A header cannot be read.", id));
    } catch (Exception e) {
      LOG.atError().addKeyValue("request_id", id).setCause(e).log("request failed");
      return new Reply(path, Answer.problem(500, "The cause is in the service's log.", id));
    }
  }

  private static Answer answer(Request request, String id, Endpoint endpoint) throws Exception {
    String method = request.getMethod();
    return method.equals("GET") || method.equals("HEAD")
        ? endpoint.answer(request)
        : Answer.problem(405, "This path does not answer " + method + ".", id)
            .with("Allow", "GET, HEAD");
  }

  private void send(Answer answer, String id, Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    answer.headers().forEach(headers::put);
    headers.put("X-Request-ID", id);
    if (answer.status() != 304) {
      headers.put(HttpHeader.CONTENT_LENGTH, answer.body().remaining());
    }
    if (health.isDraining()) {
      headers.put(HttpHeader.CONNECTION, "close");
    }
    response.setStatus(answer.status());
    response.write(true, answer.body().duplicate(), callback);
  }

  /// One line a request; successful probes come every few seconds and would drown the rest.
  private void writeDown(Request request, Reply reply, String id, long nanoseconds) {
    if (probes.contains(reply.route) && reply.answer.status() == 200) {
      return;
    }
    String forwarded = request.getHeaders().get(HttpHeader.X_FORWARDED_FOR);
    ACCESS
        .atInfo()
        .addKeyValue("request_id", id)
        .addKeyValue("method", request.getMethod())
        // Without the query: tokens travel there.
        .addKeyValue("path", Request.getPathInContext(request))
        .addKeyValue("route", reply.route)
        .addKeyValue("status", reply.answer.status())
        .addKeyValue("bytes", reply.answer.body().remaining())
        .addKeyValue("duration_ms", nanoseconds / 1_000 / 1_000.0)
        .addKeyValue("remote", Request.getRemoteAddr(request))
        .addKeyValue("forwarded_for", forwarded == null ? "" : forwarded)
        .log("request");
  }
}
