package org.hpcctl.spec;

import module java.base;

/// The whole cluster as its operator wants it: what `my_multihead_cluster.yaml` says, with
/// defaults.
///
/// @param domain the DNS domain of the hosts, without a leading dot
/// @param timezone a name of the tz database, such as `Europe/Berlin`
/// @param controllers the head nodes in the order of the file; never empty
public record Cluster(
    String name,
    String domain,
    String timezone,
    String adminEmail,
    Ssh ssh,
    Network network,
    List<Controller> controllers,
    List<ComputeNode> computeNodes,
    Web web) {

  public Cluster {
    controllers = List.copyOf(controllers);
    computeNodes = List.copyOf(computeNodes);
  }

  /// The controllers that run `service`, in the order of the file.
  public List<Controller> controllersWith(Service service) {
    return controllers.stream().filter(controller -> controller.runs(service)).toList();
  }

  public Optional<Controller> controller(String hostname) {
    return controllers.stream()
        .filter(controller -> controller.hostname().equals(hostname))
        .findFirst();
  }

  /// The controller that holds the virtual IP while all is well.
  public Optional<Controller> vipOwner() {
    return controllers.stream().filter(Controller::vipOwner).findFirst();
  }

  /// What the certificate of the portal is for. One that an authority makes is for the names that
  /// were ordered, or for `web.domain` alone: it certifies no host name of ours and no private
  /// address.
  public List<String> certificateNames() {
    if (web.ssl().mode() != Ssl.Mode.LETSENCRYPT) {
      return portalNames();
    }
    List<String> ordered = web.ssl().acme().names();
    return ordered.isEmpty() ? List.of(web.domain().toLowerCase(Locale.ROOT)) : ordered;
  }

  /// Whom an authority may write to about certificates.
  public String certificateContact() {
    return web.ssl().acme().email().orElse(adminEmail);
  }

  /// Every name and address under which the portal is reached, `web.domain` first.
  public List<String> portalNames() {
    SequencedSet<String> names = new LinkedHashSet<>();
    names.add(web.domain());
    network.vip().map(Vip::address).ifPresent(names::add);
    for (Controller controller : controllersWith(Service.WEB)) {
      names.add(controller.hostname());
      names.add(controller.hostname() + "." + domain);
      names.add(controller.ip());
    }
    return List.copyOf(names);
  }
}
