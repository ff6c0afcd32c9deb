package org.hpcctl.phases.keepalived;

import module java.base;

import org.hpcctl.plan.Fact;
import org.hpcctl.plan.Inputs;
import org.hpcctl.plan.Phase;
import org.hpcctl.plan.Rollout;
import org.hpcctl.plan.Stage;
import org.hpcctl.plan.Validation;
import org.hpcctl.resource.Account;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Guarded;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Text;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Unit;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.Vip;
import org.hpcctl.templates.keepalived.CheckScript;
import org.hpcctl.templates.keepalived.KeepalivedMain;
import org.hpcctl.templates.keepalived.NotifyScript;
import org.hpcctl.templates.keepalived.RunFiles;

/// The virtual IP: one of the controllers with `services.keepalived` holds it, and another takes it
/// within a second when that one fails.
public final class Keepalived implements Phase {
  private static final String CONFIGURATION = "/etc/keepalived/keepalived.conf";

  // keepalived 2.2.7 ends its own test by SIGTERM when script_user is not root: it takes the
  // missing
  // parent for a dead one. Everything else is tested as it will be.
  static final String CHECK =
      """
      tested=$(mktemp /run/hpcctl-keepalived.XXXXXX)
      sed 's/^\\( *script_user\\) .*/\\1 root/' %1$s >"$tested"
      keepalived -t -f "$tested"
      status=$?
      rm -f "$tested"
      exit "$status"
      """
          .formatted(CONFIGURATION);

  private static final String INTERFACE = "vip.interface";
  private static final String INTERFACE_TOKEN = "@interface@";

  @Override
  public int number() {
    return 5;
  }

  @Override
  public String name() {
    return "keepalived";
  }

  @Override
  public List<Fact> facts(Inputs inputs) {
    return inputs
        .cluster()
        .network()
        .vip()
        .filter(vip -> vip.networkInterface().isEmpty())
        .map(vip -> List.of(new Fact(INTERFACE, interfaceOf(vip))))
        .orElse(List.of());
  }

  @Override
  public List<Stage> stages(Inputs inputs) {
    Cluster cluster = inputs.cluster();
    List<Controller> hosts = cluster.controllersWith(Service.KEEPALIVED);
    Optional<Vip> vip = cluster.network().vip();
    if (hosts.isEmpty() || vip.isEmpty()) {
      return List.of();
    }
    VirtualIpRules.check(vip.get(), hosts);
    SequencedMap<String, List<Resource>> packages = new LinkedHashMap<>();
    SequencedMap<String, List<Resource>> resources = new LinkedHashMap<>();
    for (Controller host : hosts) {
      packages.put(host.hostname(), List.of(new DebianPackage("keepalived")));
      resources.put(host.hostname(), resources(host, hosts, vip.get()));
    }
    return List.of(
        Stage.everywhere("packages", packages),
        new Stage(
            "virtual IP",
            new Rollout.Everywhere(),
            List.of(new Validation("/etc/keepalived", CHECK)),
            resources));
  }

  private static List<Resource> resources(Controller host, List<Controller> all, Vip vip) {
    boolean web = host.runs(Service.WEB);
    String runFiles = new RunFiles(web).text();
    List<Resource> files = new ArrayList<>();
    files.add(
        new TextFile(CONFIGURATION, Ownership.root("644"), configuration(host, all, vip, web)));
    files.add(script("/etc/keepalived/notify.sh", new NotifyScript().text()));
    if (web) {
      files.add(script("/etc/keepalived/check_web_services.sh", new CheckScript().text()));
    }
    List<Resource> resources = new ArrayList<>();
    resources.add(
        new Account("keepalived_script", "/nonexistent", "/usr/sbin/nologin", new TreeSet<>()));
    resources.add(new Directory("/etc/keepalived", Ownership.root("755")));
    resources.add(
        TextFile.of("/etc/tmpfiles.d/hpcctl-keepalived.conf", Ownership.root("644"), runFiles));
    resources.add(
        new Guarded(
            "files below /run/hpcctl",
            "present",
            "[ -d /run/hpcctl/vip ] && [ -f /run/hpcctl/drained ]"
                + (web ? " && [ -f /run/hpcctl/nginx_stopped ]" : "")
                + " && echo present || echo missing",
            "systemd-tmpfiles --create /etc/tmpfiles.d/hpcctl-keepalived.conf"));
    resources.addAll(files);
    resources.add(
        Unit.running(
            "keepalived.service", Unit.OnChange.RELOAD, files.stream().map(Resource::id).toList()));
    return resources;
  }

  private static TextFile script(String path, String text) {
    return TextFile.of(path, Ownership.root("755"), text);
  }

  private static Text configuration(Controller host, List<Controller> all, Vip vip, boolean web) {
    String text =
        new KeepalivedMain(
                host.hostname(),
                vip.networkInterface().orElse(INTERFACE_TOKEN),
                vip.virtualRouterId(),
                host.priority(),
                host.ip(),
                all.stream()
                    .filter(other -> !other.hostname().equals(host.hostname()))
                    .map(Controller::ip)
                    .toList(),
                vip.address(),
                vip.prefixLength(),
                web)
            .text();
    return vip.networkInterface().isPresent()
        ? Text.of(text)
        : new Text.WithFacts(text, new TreeMap<>(Map.of(INTERFACE_TOKEN, INTERFACE)));
  }

  /// Prints the interface that carries an address in the network of the virtual IP.
  private static String interfaceOf(Vip vip) {
    return "ip -o -4 addr show to %s | { read -r _ name _ && echo \"$name\"; }"
        .formatted(Subnet.of(vip));
  }
}
