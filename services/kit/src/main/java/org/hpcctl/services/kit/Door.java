package org.hpcctl.services.kit;

import module java.base;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.hpcctl.services.kit.database.CommitUnknown;
import org.hpcctl.services.kit.database.DatabaseUnavailable;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.limit.Limiter;
import org.hpcctl.services.kit.limit.Verdict;
import org.hpcctl.services.kit.redis.RedisUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every request passes here once: it gets its id, is let in or not, answered, measured and written
/// down.
final class Door extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final Logger ACCESS = LoggerFactory.getLogger("access");

  /// So much of what is left of a refused body is still taken, because a client that is not done
  /// sending may lose the answer when its connection is closed.
  private static final long TAKEN_AFTER_REFUSAL = 8L * 1024 * 1024;

  private final Routes routes;
  private final Set<String> quiet;
  private final Callers callers;
  private final Limiter limiter;
  private final Health health;
  private final Metrics metrics;

  /// @param quiet the routes that watchers ask every few seconds
  Door(
      Routes routes,
      Set<String> quiet,
      Callers callers,
      Limiter limiter,
      Health health,
      Metrics metrics) {
    this.limiter = limiter;
    this.routes = routes;
    this.quiet = Set.copyOf(quiet);
    this.callers = callers;
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
          metrics.ended(reply.label, request.getMethod(), reply.answer.status(), took);
          writeDown(request, response, reply, id, took);
        });
    send(request, reply.answer, id, response, callback);
    return true;
  }

  /// @param label of the route
  /// @param who the caller's name, empty when nobody is signed in
  private record Reply(String label, String who, Answer answer) {}

  private Reply reply(Request request, String id) {
    String path = Request.getPathInContext(request);
    Optional<Routes.Match> match = routes.match(path).filter(found -> !hidden(request, found));
    if (match.isEmpty()) {
      Answer answer = Refusal.notFound("Nothing is at this path.").answer(id);
      return new Reply(Routes.NONE, "", answer);
    }
    Routes.Match found = match.get();
    String method = request.getMethod();
    Route route = found.methods().get(method.equals("HEAD") ? "GET" : method);
    if (route == null) {
      return new Reply(found.label(), "", otherMethod(method, found.methods().keySet(), id));
    }
    AtomicReference<String> who = new AtomicReference<>("");
    Answer answer = answer(request, id, route, found.variables(), who);
    return new Reply(found.label(), who.get(), answer);
  }

  /// nginx adds this header to all that comes from outside.
  private static boolean hidden(Request request, Routes.Match found) {
    return request.getHeaders().contains(HttpHeader.X_FORWARDED_FOR)
        && found.methods().values().stream()
            .allMatch(route -> route.access() instanceof Access.Heads);
  }

  private static Answer otherMethod(String method, Set<String> known, String id) {
    SortedSet<String> allowed = new TreeSet<>(known);
    allowed.add("OPTIONS");
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    String allow = String.join(", ", allowed);
    return method.equals("OPTIONS")
        ? Answer.empty(204).with("Allow", allow)
        : new Refusal(405, "method_not_allowed", "This path does not answer " + method + ".")
            .header("Allow", allow)
            .answer(id);
  }

  private Answer answer(
      Request request,
      String id,
      Route route,
      Map<String, String> variables,
      AtomicReference<String> who) {
    try {
      if (request.getLength() > Math.max(route.maxBody(), 0)) {
        throw Refusal.tooLarge(route.maxBody());
      }
      Optional<Caller> caller = admitted(request, route.access());
      caller.map(Caller::username).ifPresent(who::set);
      Optional<Verdict> verdict = counted(request, route, caller);
      Answer answer = route.endpoint().answer(new Call(request, id, route, variables, caller));
      return verdict.isPresent() ? RateHeaders.of(verdict.get(), answer) : answer;
    } catch (Refusal e) {
      return e.answer(id);
    } catch (DatabaseUnavailable e) {
      LOG.atWarn().addKeyValue("request_id", id).log("{}", e.getMessage());
      return Refusal.unavailable("The database is away.", e.retryAfter()).answer(id);
    } catch (RedisUnavailable e) {
      LOG.atWarn().addKeyValue("request_id", id).log("{}", e.getMessage());
      return Refusal.unavailable("Redis is away.", Duration.ofSeconds(1)).answer(id);
    } catch (CommitUnknown e) {
      LOG.atError().addKeyValue("request_id", id).setCause(e).log("outcome unknown");
      return new Refusal(
              500,
              "outcome_unknown",
              "The database went away while it wrote: look before you try again.")
          .answer(id);
    } catch (HttpException.RuntimeException e) {
      return new Refusal(e.getCode(), "invalid_request", "A header cannot be read.").answer(id);
    } catch (Exception e) {
      LOG.atError().addKeyValue("request_id", id).setCause(e).log("request failed");
      return new Refusal(500, "failed", "The cause is in the service's log.").answer(id);
    }
  }

  private Optional<Caller> admitted(Request request, Access access) {
    return switch (access) {
      case Access.Heads _ -> Optional.empty();
      case Access.Open _ -> callers.ofAnybody(request);
      case Access.SignedIn _ -> Optional.of(known(request));
      case Access.Permitted(String permission) -> {
        Caller caller = known(request);
        if (!caller.may(permission)) {
          throw Refusal.forbidden("This needs the permission " + permission + ".");
        }
        yield Optional.of(caller);
      }
    };
  }

  private Optional<Verdict> counted(Request request, Route route, Optional<Caller> caller) {
    return route
        .limit()
        .map(
            limit -> {
              String whose =
                  caller
                      .map(who -> "user:" + who.id())
                      .orElseGet(() -> "address:" + Call.remote(request));
              Verdict verdict = limiter.take(limit, whose);
              if (!verdict.allowed()) {
                throw RateHeaders.refusal(limit, verdict);
              }
              return verdict;
            });
  }

  private Caller known(Request request) {
    return callers
        .of(request)
        .orElseThrow(() -> Refusal.notSignedIn("Sign in, then send the token you were given."));
  }

  private void send(
      Request request, Answer answer, String id, Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    answer.headers().forEach(headers::put);
    answer.cookies().forEach(cookie -> headers.add(HttpHeader.SET_COOKIE, cookie));
    headers.put("X-Request-ID", id);
    if (health.isDraining()) {
      headers.put(HttpHeader.CONNECTION, "close");
    }
    response.setStatus(answer.status());
    switch (answer.body()) {
      case Answer.Body.Bytes(ByteBuffer content) -> {
        if (answer.status() != 304 && answer.status() != 204) {
          headers.put(HttpHeader.CONTENT_LENGTH, content.remaining());
        }
        boolean refused = answer.status() >= 400 && answer.status() != 413;
        if (refused && request.getLength() != 0) {
          refuse(request, content.duplicate(), response, callback);
        } else {
          response.write(true, content.duplicate(), callback);
        }
      }
      case Answer.Body.Streamed(long length, Answer.Writer writer) -> {
        if (length >= 0) {
          headers.put(HttpHeader.CONTENT_LENGTH, length);
        }
        if (request.getMethod().equals("HEAD")) {
          response.write(true, null, callback);
        } else {
          stream(writer, id, response, callback);
        }
      }
    }
  }

  /// The answer goes first, then comes the rest of the body: who only writes is not waited for.
  private static void refuse(
      Request request, ByteBuffer content, Response response, Callback callback) {
    try {
      Content.Sink.write(response, true, content);
      boolean waits = request.getHeaders().contains(HttpHeader.EXPECT);
      if (!waits) {
        InputStream rest = Content.Source.asInputStream(request);
        rest.skip(TAKEN_AFTER_REFUSAL);
      }
    } catch (IOException e) {
      callback.failed(e);
      return;
    }
    callback.succeeded();
  }

  private static void stream(
      Answer.Writer writer, String id, Response response, Callback callback) {
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      writer.write(out);
    } catch (Exception e) {
      LOG.atWarn().addKeyValue("request_id", id).setCause(e).log("an answer was cut");
      callback.failed(e);
      return;
    }
    callback.succeeded();
  }

  /// One line a request; successful probes come every few seconds and would drown the rest.
  private void writeDown(
      Request request, Response response, Reply reply, String id, long nanoseconds) {
    if (quiet.contains(reply.label) && reply.answer.status() == 200) {
      return;
    }
    String forwarded = request.getHeaders().get(HttpHeader.X_FORWARDED_FOR);
    ACCESS
        .atInfo()
        .addKeyValue("request_id", id)
        .addKeyValue("method", request.getMethod())
        // Without the query: tokens travel there.
        .addKeyValue("path", Request.getPathInContext(request))
        .addKeyValue("route", reply.label)
        .addKeyValue("user", reply.who)
        .addKeyValue("status", reply.answer.status())
        .addKeyValue("bytes", Response.getContentBytesWritten(response))
        .addKeyValue("duration_ms", nanoseconds / 1_000 / 1_000.0)
        .addKeyValue("remote", Request.getRemoteAddr(request))
        .addKeyValue("forwarded_for", forwarded == null ? "" : forwarded)
        .log("request");
  }
}
