package org.hpcctl.services.kit;

import module java.base;

import org.hpcctl.services.kit.limit.Limit;

/// One method on one path: who may call it, how large its body may be and who answers.
///
/// @param path exact, or with variables as in `/api/jobs/{id}`; a variable is one segment
/// @param maxBody bytes
/// @param limit how often one caller may call it; empty leaves that to nginx
public record Route(
    String method,
    String path,
    Access access,
    long maxBody,
    Optional<Limit> limit,
    Endpoint endpoint) {
  /// What a body may hold where the route does not say otherwise.
  public static final long BODY = 1024 * 1024;

  public Route {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(path);
    }
  }

  public static Route get(String path, Access access, Endpoint endpoint) {
    return new Route("GET", path, access, 0, Optional.empty(), endpoint);
  }

  public static Route post(String path, Access access, Endpoint endpoint) {
    return new Route("POST", path, access, BODY, Optional.empty(), endpoint);
  }

  public static Route put(String path, Access access, Endpoint endpoint) {
    return new Route("PUT", path, access, BODY, Optional.empty(), endpoint);
  }

  public static Route patch(String path, Access access, Endpoint endpoint) {
    return new Route("PATCH", path, access, BODY, Optional.empty(), endpoint);
  }

  public static Route delete(String path, Access access, Endpoint endpoint) {
    return new Route("DELETE", path, access, BODY, Optional.empty(), endpoint);
  }

  /// The same route for bodies of up to so many bytes.
  public Route body(long bytes) {
    return new Route(method, path, access, bytes, limit, endpoint);
  }

  /// The same route, for so many calls of one user, or of one address where nobody is signed in.
  /// Routes with a limit of the same name share it.
  public Route limited(Limit by) {
    return new Route(method, path, access, maxBody, Optional.of(by), endpoint);
  }

  /// The same route at another path: an alias that older documents name.
  public Route at(String other) {
    return new Route(method, other, access, maxBody, limit, endpoint);
  }
}
