package org.hpcctl.phases.keepalived;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Vip;

/// What `keepalived -t` lets pass although the virtual IP would not work.
final class VirtualIpRules {
  private VirtualIpRules() {}

  static void check(Vip vip, List<Controller> hosts) {
    List<Problem> problems = new ArrayList<>();
    Set<String> addresses = new HashSet<>();
    Set<Integer> priorities = new HashSet<>();
    for (Controller host : hosts) {
      if (!addresses.add(host.ip())) {
        problems.add(
            Problem.error(
                "%s has the address %s of another controller".formatted(host.hostname(), host.ip()),
                "keepalived would have its own address as its peer and never see the others",
                "give each controller its own ip"));
      }
      if (!priorities.add(host.priority())) {
        problems.add(
            Problem.error(
                "%s has the priority %d of another controller"
                    .formatted(host.hostname(), host.priority()),
                "two hosts would want the virtual IP at once",
                "give each controller that runs keepalived its own priority"));
      }
      if (!Subnet.of(vip).contains(host.ip())) {
        problems.add(
            Problem.error(
                "%s has the address %s, outside the network %s of the virtual IP"
                    .formatted(host.hostname(), host.ip(), Subnet.of(vip)),
                "no interface there could carry the virtual IP",
                "correct the ip of the controller, or address and netmask of network.vip"));
      }
      if (host.ip().equals(vip.address())) {
        problems.add(
            Problem.error(
                "the virtual IP %s is the address of %s".formatted(vip.address(), host.hostname()),
                "it could not move to another host",
                "choose a free address of the network as network.vip.address"));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
  }
}
