package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.plan.Rollout;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.Vip;
import org.hpcctl.templates.web.Drain;
import org.hpcctl.templates.web.Ready;
import org.hpcctl.templates.web.Restore;

/// One head after the other: the virtual IP goes elsewhere, the head changes, it must serve again.
final class RollingUpdate {
  private static final String NOTHING = ":";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private RollingUpdate() {}

  static Rollout of(Cluster cluster) {
    boolean moves = cluster.controllersWith(Service.KEEPALIVED).size() > 1;
    Optional<String> address = cluster.network().vip().filter(_ -> moves).map(Vip::address);
    return new Rollout.OneByOne(
        address.map(vip -> new Drain(vip).text()).orElse(NOTHING),
        new Ready().text(),
        address.map(_ -> new Restore().text()).orElse(NOTHING),
        PATIENCE);
  }
}
