package org.hpcctl.spec;

import module java.base;

/// A head node.
///
/// @param hostname a host name after RFC 1123, unique in the cluster
/// @param ip its IPv4 address on the network of the virtual IP
/// @param vipOwner whether it holds the virtual IP while all is well; true for exactly one
/// @param priority 1 to 254; the highest living one takes the virtual IP
/// @param user goes before [Ssh#user()]
/// @param port goes before [Ssh#port()]
/// @param key goes before [Ssh#key()]
/// @param hostKey the only accepted host key, as `SHA256:…`
public record Controller(
    String hostname,
    String ip,
    Set<Service> services,
    boolean vipOwner,
    int priority,
    Optional<String> user,
    OptionalInt port,
    Optional<String> key,
    Optional<String> hostKey,
    Connection connection) {

  public Controller {
    Set<Service> ordered = EnumSet.noneOf(Service.class);
    ordered.addAll(services);
    services = Collections.unmodifiableSet(ordered);
  }

  public boolean runs(Service service) {
    return services.contains(service);
  }
}
