package org.hpcctl.services.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields.Field;
import org.hpcctl.services.kit.identity.Caller;

/// One request as an endpoint sees it.
public final class Call {
  private final Request request;
  private final String id;
  private final Route route;
  private final Map<String, String> variables;
  private final Optional<Caller> caller;
  private Optional<org.eclipse.jetty.util.Fields> query = Optional.empty();

  Call(
      Request request,
      String id,
      Route route,
      Map<String, String> variables,
      Optional<Caller> caller) {
    this.request = request;
    this.id = id;
    this.route = route;
    this.variables = variables;
    this.caller = caller;
  }

  /// The `X-Request-ID` under which this call stands in the logs.
  public String id() {
    return id;
  }

  /// A variable of the route's path.
  public String variable(String name) {
    return Objects.requireNonNull(variables.get(name), name);
  }

  /// The first value of a query parameter.
  public Optional<String> query(String name) {
    try {
      if (query.isEmpty()) {
        query = Optional.of(Request.extractQueryParameters(request, UTF_8));
      }
      return query.map(all -> all.get(name)).map(Field::getValue);
    } catch (IllegalArgumentException | IllegalStateException _) {
      throw Refusal.invalid("The query cannot be read: its escapes are not UTF-8.");
    }
  }

  /// A query parameter that is a whole number in a range.
  public long query(String name, long least, long most, long otherwise) {
    return query(name)
        .map(
            text -> {
              try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                  return number;
                }
              } catch (NumberFormatException _) {
                // Told below, with what was expected.
              }
              throw Refusal.invalid(
                  List.of(
                      new Fields.Fault(
                          name, "expected a whole number from " + least + " to " + most)));
            })
        .orElse(otherwise);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /// The value of the first of these cookies that the call has.
  public Optional<String> cookie(String... names) {
    return Cookies.value(request, names);
  }

  /// Who calls; the route's access has made sure that somebody does.
  public Caller caller() {
    return caller.orElseThrow(
        () -> Refusal.notSignedIn("Sign in, then send the token you were given."));
  }

  public Optional<Caller> callerIfKnown() {
    return caller;
  }

  /// The client's address, as nginx saw it when the call came through nginx.
  public String remote() {
    return remote(request);
  }

  static String remote(Request request) {
    // Each proxy adds the address it sees at the end; only the last entry is our nginx's own.
    List<String> hops = request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR, false);
    return hops.isEmpty() ? Request.getRemoteAddr(request) : hops.getLast();
  }

  /// The bytes of the body as they come; reading more than the route allows is a 413.
  public InputStream stream() {
    return new Bounded(Content.Source.asInputStream(request), route.maxBody());
  }

  /// The length of the body as the client declared it, -1 when it did not.
  public long length() {
    return request.getLength();
  }

  /// Reads the body, one JSON object, or refuses it with everything that is wrong with it.
  public <T> T body(Function<Fields, T> reading) {
    Fields fields = Fields.of(object());
    T result = reading.apply(fields);
    List<Fields.Fault> faults = fields.faults();
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
    return result;
  }

  private ObjectNode object() {
    String type = header("Content-Type").orElse("");
    if (!type.strip().toLowerCase(Locale.ROOT).matches("application/json(\\s*;.*)?")) {
      throw new Refusal(415, "wrong_media_type", "Send a JSON object as application/json.");
    }
    try (InputStream in = stream();
        JsonParser parser = Json.STRICT.createParser(in.readAllBytes())) {
      if (parser.readValueAsTree() instanceof ObjectNode object && parser.nextToken() == null) {
        return object;
      }
      throw Refusal.invalid("The body has to be one JSON object.");
    } catch (JsonProcessingException e) {
      String place =
          Optional.ofNullable(e.getLocation())
              .map(at -> " at line " + at.getLineNr() + ", column " + at.getColumnNr())
              .orElse("");
      throw Refusal.invalid("The body is not valid JSON" + place + ".");
    } catch (IOException e) {
      throw Refusal.invalid("The body ended before it was complete.");
    }
  }

  /// What Jetty knows; for protocols that need more than this class tells.
  public Request request() {
    return request;
  }

  private static final class Bounded extends FilterInputStream {
    private final long most;
    private long left;

    Bounded(InputStream in, long most) {
      super(in);
      this.most = most;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int bytes) {
      left -= bytes;
      if (left < 0) {
        throw Refusal.tooLarge(most);
      }
    }
  }
}
