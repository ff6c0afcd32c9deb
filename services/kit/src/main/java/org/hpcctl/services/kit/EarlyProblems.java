package org.hpcctl.services.kit;

import module java.base;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Answers what Jetty refuses before a request reaches the [Door]: unreadable, too large, unsafe.
final class EarlyProblems extends ErrorHandler {
  private static final String CODE = "invalid_request";
  private static final String DETAIL = "The request cannot be understood or is too large.";

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    String id = RequestId.of(request.getHeaders().get("X-Request-ID"));
    Answer answer = Answer.problem(code, CODE, DETAIL, id);
    answer.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put("X-Request-ID", id);
    response.write(true, bytes(answer), callback);
  }

  @Override
  public ByteBuffer badMessageError(
      int status, @Nullable String reason, HttpFields.Mutable fields) {
    String id = RequestId.of(null);
    Answer answer = Answer.problem(status, CODE, DETAIL, id);
    fields.put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    fields.put("X-Request-ID", id);
    return bytes(answer);
  }

  private static ByteBuffer bytes(Answer answer) {
    return switch (answer.body()) {
      case Answer.Body.Bytes(ByteBuffer content) -> content.duplicate();
      case Answer.Body.Streamed _ -> throw new IllegalStateException("a problem is in memory");
    };
  }
}
