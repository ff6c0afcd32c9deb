package org.hpcctl.phases.infrastructure;

import module java.base;

import org.hpcctl.resource.Digest;
import org.hpcctl.resource.Guarded;
import org.hpcctl.resource.Resource;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.WebService;
import org.hpcctl.templates.infrastructure.FirewallRules;

/// Holes in a firewall that is on already, before anything that denies. hpcctl turns none on, and
/// where none is on there is nothing to do.
final class Firewall {
  private Firewall() {}

  static List<Resource> rules(Cluster cluster, Controller host) {
    FirewallRules look = rules(cluster, host, false, "");
    String edition = Digest.of(look.toString()).substring(0, 8);
    return List.of(
        new Guarded(
            "firewall",
            "open",
            rules(cluster, host, false, edition).text(),
            rules(cluster, host, true, edition).text()));
  }

  private static FirewallRules rules(
      Cluster cluster, Controller host, boolean apply, String edition) {
    List<String> peers =
        Stream.concat(
                others(cluster, Service.WEB, host), cluster.network().managementNetwork().stream())
            .toList();
    return new FirewallRules(
        apply,
        edition,
        "80,443",
        Arrays.stream(WebService.values())
            .map(service -> String.valueOf(cluster.web().service(service).port()))
            .collect(Collectors.joining(",")),
        peers,
        host.runs(Service.KEEPALIVED)
            ? others(cluster, Service.KEEPALIVED, host).toList()
            : List.of());
  }

  private static Stream<String> others(Cluster cluster, Service service, Controller host) {
    return cluster.controllersWith(service).stream()
        .filter(other -> !other.hostname().equals(host.hostname()))
        .map(Controller::ip);
  }
}
