package org.hpcctl.services.kit;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Why a call is not served; the [Door] makes it an answer as RFC 9457 has it. Carries words for
/// the caller only, never a cause: what happened inside belongs in the log.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient ObjectNode members = Json.object();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /// @param status of HTTP
  /// @param code a short word that programs compare
  /// @param detail what is wrong and what to do, for the person who called
  public Refusal(int status, String code, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
  }

  public static Refusal invalid(String detail) {
    return new Refusal(400, "invalid_request", detail);
  }

  /// One member of `errors` for each fault.
  public static Refusal invalid(List<Fields.Fault> faults) {
    Refusal refusal =
        invalid(
            faults.size() == 1
                ? faults.getFirst().key() + ": " + faults.getFirst().what()
                : faults.size() + " fields are not as expected.");
    for (Fields.Fault fault : faults) {
      refusal
          .members
          .withArray("errors")
          .addObject()
          .put("field", fault.key())
          .put("problem", fault.what());
    }
    return refusal;
  }

  public static Refusal notSignedIn(String detail) {
    return new Refusal(401, "not_signed_in", detail)
        .header("WWW-Authenticate", "Bearer realm=\"hpcctl\"");
  }

  public static Refusal forbidden(String detail) {
    return new Refusal(403, "forbidden", detail);
  }

  public static Refusal notFound(String detail) {
    return new Refusal(404, "not_found", detail);
  }

  public static Refusal conflict(String detail) {
    return new Refusal(409, "conflict", detail);
  }

  static Refusal tooLarge(long most) {
    return new Refusal(413, "too_large", "A body may hold " + most + " bytes here.")
        .header("Connection", "close");
  }

  /// Something this service depends on is away; the same call may succeed later.
  public static Refusal unavailable(String detail, Duration retryAfter) {
    return new Refusal(503, "unavailable", detail)
        .header("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
  }

  /// The same refusal with one more member in its body.
  public Refusal member(String name, String value) {
    members.put(name, value);
    return this;
  }

  /// The same refusal with one more member in its body.
  public Refusal member(String name, long value) {
    members.put(name, value);
    return this;
  }

  /// The same refusal with one more member in its body.
  public Refusal member(String name, JsonNode value) {
    members.set(name, value);
    return this;
  }

  /// The same refusal with one more header.
  public Refusal header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  Answer answer(String requestId) {
    Answer answer =
        Answer.problem(status, code, Objects.requireNonNull(getMessage()), requestId, members);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }
}
