package org.hpcctl.spec;

import module java.base;

import org.hpcctl.secret.Secret;

/// The portal.
///
/// @param domain the name, or the IPv4 address, that people type into their browser
/// @param services an entry for each of the eight
/// @param upstreams an entry for each of the eight
/// @param uploadMax the largest file that may be uploaded
/// @param auth who else knows people and their passwords
/// @param monitoring what it looks at besides itself
/// @param stores what the back ends keep their data in
public record Web(
    String domain,
    Secret sessionSecret,
    Secret jwtSecret,
    Ssl ssl,
    Map<WebService, ServiceSettings> services,
    Map<WebService, Upstream> upstreams,
    RateLimits rateLimits,
    DataSize uploadMax,
    Stores stores,
    TokenSignature tokenSignature,
    Monitoring monitoring,
    Auth auth) {

  /// How the tokens of signed-in people are signed.
  public enum TokenSignature {
    /// By a key that only auth_service has (RFC 8037).
    EDDSA,
    /// By `web.jwt_secret`, which every back end then has.
    HS256
  }

  public Web {
    services = complete(services);
    upstreams = complete(upstreams);
  }

  public ServiceSettings service(WebService service) {
    return Objects.requireNonNull(services.get(service));
  }

  public Upstream upstream(WebService service) {
    return Objects.requireNonNull(upstreams.get(service));
  }

  private static <V> Map<WebService, V> complete(Map<WebService, V> map) {
    Map<WebService, V> ordered = new EnumMap<>(map);
    if (ordered.size() != WebService.values().length) {
      throw new IllegalArgumentException("an entry for each of the eight services is needed");
    }
    return Collections.unmodifiableMap(ordered);
  }
}
