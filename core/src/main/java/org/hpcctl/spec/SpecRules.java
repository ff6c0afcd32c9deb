package org.hpcctl.spec;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.spec.schema.Places;

/// What must hold between the values of a cluster. Tolerates stand-ins of values that could not be
/// read.
final class SpecRules {
  private final Cluster cluster;
  private final Places places;
  private final List<Problem> problems = new ArrayList<>();

  private SpecRules(Cluster cluster, Places places) {
    this.cluster = cluster;
    this.places = places;
  }

  static List<Problem> check(Cluster cluster, Places places) {
    SpecRules rules = new SpecRules(cluster, places);
    rules.controllers();
    rules.uniqueHosts();
    rules.addresses();
    rules.owner();
    rules.priorities();
    rules.network();
    rules.problems.addAll(WebRules.check(cluster, places));
    return rules.problems;
  }

  private void error(String path, String what, String why, String fix) {
    problems.add(Problem.error(what, why, fix).at(places.of(path)));
  }

  private static String controller(int index) {
    return "controllers[" + index + "]";
  }

  private void controllers() {
    if (cluster.controllers().isEmpty()) {
      error(
          "controllers",
          "there is no controller",
          "a cluster without a head node does nothing",
          "write at least one entry with hostname, ip and services under controllers");
    }
    for (int i = 0; i < cluster.controllers().size(); i++) {
      Controller controller = cluster.controllers().get(i);
      if (controller.services().isEmpty()) {
        problems.add(
            Problem.warning(
                    "%s runs no service".formatted(controller.hostname()),
                    "hpcctl will prepare it and put nothing on it",
                    "write, for example, `services: {web: true}`")
                .at(places.of(controller(i))));
      }
    }
  }

  /// One line a host: where it is written and what it is called.
  private record Written(String path, String hostname, String ip) {}

  private List<Written> hosts() {
    List<Written> hosts = new ArrayList<>();
    for (int i = 0; i < cluster.controllers().size(); i++) {
      Controller one = cluster.controllers().get(i);
      hosts.add(new Written(controller(i), one.hostname(), one.ip()));
    }
    for (int i = 0; i < cluster.computeNodes().size(); i++) {
      ComputeNode one = cluster.computeNodes().get(i);
      hosts.add(new Written("compute_nodes[" + i + "]", one.hostname(), one.ip()));
    }
    return hosts;
  }

  /// The same host may be a controller and a compute node: then both name and address agree.
  private void uniqueHosts() {
    Map<String, Written> names = new HashMap<>();
    Map<String, Written> addresses = new HashMap<>();
    for (Written host : hosts()) {
      Written namesake =
          host.hostname().isEmpty() ? null : names.putIfAbsent(lower(host.hostname()), host);
      Written neighbour = host.ip().isEmpty() ? null : addresses.putIfAbsent(host.ip(), host);
      if (namesake != null && namesake.equals(neighbour) && twoRoles(namesake, host)) {
        continue;
      }
      if (namesake != null) {
        error(
            host.path() + ".hostname",
            "the host name `%s` is given twice".formatted(host.hostname()),
            "%s at line %d has it too"
                .formatted(namesake.path(), places.of(namesake.path() + ".hostname").line()),
            "give each host its own name");
      }
      if (neighbour != null) {
        error(
            host.path() + ".ip",
            "the address %s is given twice".formatted(host.ip()),
            "%s at line %d has it too"
                .formatted(neighbour.path(), places.of(neighbour.path() + ".ip").line()),
            "give each host its own address");
      }
    }
  }

  private static boolean twoRoles(Written one, Written other) {
    return one.path().startsWith("controllers") != other.path().startsWith("controllers");
  }

  private static String lower(String hostname) {
    return hostname.toLowerCase(Locale.ROOT);
  }

  private void owner() {
    List<Integer> owners =
        IntStream.range(0, cluster.controllers().size())
            .filter(i -> cluster.controllers().get(i).vipOwner())
            .boxed()
            .toList();
    for (int i : owners) {
      if (!cluster.controllers().get(i).runs(Service.KEEPALIVED)) {
        error(
            controller(i) + ".vip_owner",
            "%s is vip_owner but does not run keepalived"
                .formatted(cluster.controllers().get(i).hostname()),
            "only a host with keepalived can hold the virtual IP",
            "write `keepalived: true` under its services, or move vip_owner to another host");
      }
    }
    for (int i : owners.stream().skip(1).toList()) {
      error(
          controller(i) + ".vip_owner",
          "%s is a second vip_owner".formatted(cluster.controllers().get(i).hostname()),
          "%s at line %d has it already; two holders would answer for one address"
              .formatted(
                  cluster.controllers().get(owners.getFirst()).hostname(),
                  places.of(controller(owners.getFirst()) + ".vip_owner").line()),
          "write `vip_owner: true` for exactly one");
    }
    if (owners.isEmpty() && keepalived()) {
      error(
          "controllers",
          "no controller is vip_owner",
          "keepalived must know who holds the virtual IP while all is well",
          "write `vip_owner: true` for the controller with the highest priority");
    }
  }

  private boolean keepalived() {
    return !cluster.controllersWith(Service.KEEPALIVED).isEmpty();
  }

  private void priorities() {
    Map<Integer, Controller> taken = new HashMap<>();
    Optional<Controller> highest =
        cluster.controllersWith(Service.KEEPALIVED).stream()
            .reduce((one, other) -> other.priority() > one.priority() ? other : one);
    for (int i = 0; i < cluster.controllers().size(); i++) {
      Controller one = cluster.controllers().get(i);
      if (!one.runs(Service.KEEPALIVED)) {
        continue;
      }
      String path = controller(i) + ".priority";
      Controller earlier = taken.putIfAbsent(one.priority(), one);
      if (earlier != null) {
        error(
            path,
            "%s has priority %d, as %s has"
                .formatted(one.hostname(), one.priority(), earlier.hostname()),
            "of two with the same priority it is chance who takes the virtual IP",
            "give each controller a priority of its own");
      } else if (cluster.vipOwner().map(Controller::hostname).equals(Optional.of(one.hostname()))
          && one.priority() < highest.orElse(one).priority()) {
        error(
            path,
            "%s is vip_owner but has not the highest priority".formatted(one.hostname()),
            "%s has %d and would take the virtual IP from it"
                .formatted(highest.get().hostname(), highest.get().priority()),
            "give the owner the highest priority");
      }
    }
  }

  private void network() {
    Optional<Vip> vip = cluster.network().vip();
    if (vip.isEmpty()) {
      if (keepalived()) {
        int first =
            cluster.controllers().indexOf(cluster.controllersWith(Service.KEEPALIVED).getFirst());
        error(
            controller(first) + ".services.keepalived",
            "there is no virtual IP, but keepalived is to run",
            "keepalived moves the virtual IP, and does nothing else here",
            "write network.vip.address, or take `keepalived: true` out");
      }
      return;
    }
    if (!keepalived()) {
      problems.add(
          Problem.warning(
                  "there is a virtual IP, but no controller runs keepalived",
                  "nobody will hold it",
                  "write `keepalived: true` under the services of the controllers")
              .at(places.of("network.vip")));
    }
    Ipv4.parse(vip.get().address())
        .ifPresent(address -> subnet(address, Subnet.around(address, vip.get().prefixLength())));
  }

  private void subnet(Ipv4 vip, Subnet subnet) {
    String path = "network.vip.address";
    subnet
        .reserved(vip)
        .ifPresent(
            which ->
                error(
                    path,
                    "the virtual IP %s is the %s address of %s".formatted(vip, which, subnet),
                    "no host can have it",
                    "choose a free address inside the network"));
    for (Written host : hosts()) {
      if (host.ip().equals(vip.toString())) {
        error(
            path,
            "the virtual IP %s is the address of %s".formatted(vip, host.hostname()),
            "it must be an address of its own, for it moves",
            "choose a free address in %s".formatted(subnet));
      }
    }
    for (int i = 0; i < cluster.controllers().size(); i++) {
      Controller one = cluster.controllers().get(i);
      Optional<Ipv4> address = Ipv4.parse(one.ip());
      if (one.runs(Service.KEEPALIVED) && address.isPresent() && !subnet.contains(address.get())) {
        error(
            controller(i) + ".ip",
            "%s (%s) is outside the network of the virtual IP, %s"
                .formatted(one.hostname(), one.ip(), subnet),
            "it could hold the virtual IP, but nobody would reach it there",
            "correct the address, network.vip.address or network.vip.netmask");
      }
    }
  }

  private void addresses() {
    int prefix = cluster.network().vip().map(Vip::prefixLength).orElse(32);
    for (Written host : hosts()) {
      Ipv4.parse(host.ip())
          .filter(address -> prefix < 31)
          .ifPresent(
              address -> {
                Subnet subnet = Subnet.around(address, prefix);
                subnet
                    .reserved(address)
                    .ifPresent(
                        which ->
                            error(
                                host.path() + ".ip",
                                "%s is the %s address of %s".formatted(address, which, subnet),
                                "no host can have it",
                                "correct the address"));
              });
    }
  }
}
