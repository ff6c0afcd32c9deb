package org.hpcctl.phases.infrastructure;

import module java.base;

import org.hpcctl.plan.Fact;
import org.hpcctl.plan.Inputs;
import org.hpcctl.plan.Phase;
import org.hpcctl.plan.Stage;
import org.hpcctl.resource.Block;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Guarded;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Sysctl;
import org.hpcctl.resource.TextFile;
import org.hpcctl.shell.Command;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Service;
import org.hpcctl.templates.infrastructure.Entry;
import org.hpcctl.templates.infrastructure.HostNames;
import org.hpcctl.templates.infrastructure.KernelSettings;
import org.hpcctl.templates.infrastructure.Setting;

/// What every host needs before anything runs on it. It starts with what only the operator can
/// provide, so that a host that cannot become a head is not touched at all.
public final class Infrastructure implements Phase {
  private static final List<Setting> KERNEL = List.of(new Setting("net.core.somaxconn", "4096"));

  @Override
  public int number() {
    return 0;
  }

  @Override
  public String name() {
    return "infrastructure";
  }

  @Override
  public List<Fact> facts(Inputs inputs) {
    return List.of();
  }

  @Override
  public List<Stage> stages(Inputs inputs) {
    Cluster cluster = inputs.cluster();
    List<Controller> hosts =
        cluster.controllers().stream()
            .filter(host -> host.runs(Service.WEB) || host.runs(Service.KEEPALIVED))
            .toList();
    if (hosts.isEmpty()) {
      return List.of();
    }
    return List.of(
        stage("preflight", hosts, host -> Preflight.requirements(cluster, host)),
        stage("base packages", hosts, _ -> packages()),
        stage("time", hosts, _ -> time(cluster)),
        stage("host names", hosts, _ -> hostNames(cluster)),
        stage("kernel settings", hosts, _ -> kernelSettings()),
        stage("firewall", hosts, host -> Firewall.rules(cluster, host)));
  }

  private static Stage stage(
      String name, List<Controller> hosts, Function<Controller, List<Resource>> resources) {
    SequencedMap<String, List<Resource>> byHost = new LinkedHashMap<>();
    hosts.forEach(host -> byHost.put(host.hostname(), resources.apply(host)));
    return Stage.everywhere(name, byHost);
  }

  private static List<Resource> packages() {
    return List.of(
        new DebianPackage("curl"), new DebianPackage("iproute2"), new DebianPackage("logrotate"));
  }

  private static List<Resource> time(Cluster cluster) {
    String zone = Command.quote(cluster.timezone());
    return List.of(
        new Guarded(
            "time zone",
            cluster.timezone(),
            """
            zone=%s
            if [ /etc/localtime -ef "/usr/share/zoneinfo/$zone" ]; then echo "$zone"
            else timedatectl show --property=Timezone --value
            fi
            """
                .formatted(zone),
            "timedatectl set-timezone " + zone),
        new Guarded(
            "time synchronisation",
            "present",
            """
            # A container has the clock of its machine, which keeps the time.
            if [ -e /run/systemd/container ] ||
              systemctl --quiet is-active chrony.service chronyd.service ntpsec.service ntp.service \
                ntpd.service openntpd.service systemd-timesyncd.service
            then echo present; else echo missing; fi
            """,
            """
            DEBIAN_FRONTEND=noninteractive apt-get --yes --quiet --no-install-recommends \
              install systemd-timesyncd
            systemctl enable --now systemd-timesyncd.service
            """));
  }

  private static List<Resource> hostNames(Cluster cluster) {
    List<Entry> entries =
        cluster.controllers().stream()
            .map(host -> entry(cluster, host.ip(), host.hostname()))
            .collect(Collectors.toCollection(ArrayList::new));
    cluster.computeNodes().forEach(node -> entries.add(entry(cluster, node.ip(), node.hostname())));
    return List.of(new Block("/etc/hosts", "hpcctl", new HostNames(entries).text()));
  }

  private static Entry entry(Cluster cluster, String address, String hostname) {
    boolean plain = cluster.domain().isEmpty() || hostname.contains(".");
    return new Entry(
        address, plain ? List.of(hostname) : List.of(hostname + "." + cluster.domain(), hostname));
  }

  private static List<Resource> kernelSettings() {
    List<Resource> resources = new ArrayList<>();
    resources.add(
        TextFile.of(
            "/etc/sysctl.d/60-hpcctl.conf",
            Ownership.root("644"),
            new KernelSettings(KERNEL).text()));
    KERNEL.forEach(setting -> resources.add(new Sysctl(setting.name(), setting.value())));
    return resources;
  }
}
