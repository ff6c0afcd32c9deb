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
    if (request.getLength() > MAX_BODY_BYTES) {
      Answer answer = Answer.problem(413, "A body may hold " + MAX_BODY_BYTES + " bytes.", id);
      return new Reply(Routes.NONE, answer.with("Connection", "close"));
    }
    // nginx adds this header: what came through the portal sees the public routes only.
    boolean outside = request.getHeaders().contains(HttpHeader.X_FORWARDED_FOR);
    Optional<Routes.Match> match =
        outside && INTERNAL.contains(path) ? Optional.empty() : routes.match(path);
    return match
        .map(found -> new Reply(found.route(), answer(request, id, found.endpoint())))
        .orElseGet(
            () -> new Reply(Routes.NONE, Answer.problem(404, "Nothing is at this path.", id)));
  }

  private static Answer answer(Request request, String id, Endpoint endpoint) {
    String method = request.getMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.problem(405, "This path does not answer " + method + ".", id)
          .with("Allow", "GET, HEAD");
    }
    try {
      return endpoint.answer(request);
    } catch (HttpException.RuntimeException e) {
      return Answer.problem(e.getCode(), "A header cannot be read.", id);
    } catch (Exception e) {
      LOG.atError().addKeyValue("request_id", id).setCause(e).log("request failed");
      return Answer.problem(500, "The cause is in the service's log.", id);
    }
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
