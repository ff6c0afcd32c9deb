package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.plan.Stage;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Text;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Unit;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Ssl;
import org.hpcctl.templates.web.RenewalService;
import org.hpcctl.templates.web.RenewalTimer;

/// The timer that renews the certificate, and its service.
public final class Renewals {
  /// What the timer is called.
  public static final String TIMER = "hpcctl-cert-renew.timer";

  /// What it starts.
  public static final String SERVICE = "hpcctl-cert-renew.service";

  private static final String UNITS = "/etc/systemd/system/";
  private static final String PROGRAM = "/usr/bin/hpcctl";
  private static final String CONFIG = "/etc/hpcctl/my_multihead_cluster.yaml";

  private Renewals() {}

  /// Whether a resource says which certificate nginx serves.
  public static boolean isCertificate(Resource resource) {
    return resource instanceof Link && Certificate.owns(resource);
  }

  /// The two files by their paths.
  ///
  /// @param program the absolute path of hpcctl
  /// @param config the absolute path of the YAML
  /// @param home of the user it runs as
  public static SequencedMap<String, String> files(String program, String config, String home) {
    SequencedMap<String, String> files = new LinkedHashMap<>();
    files.put(UNITS + SERVICE, new RenewalService(program, config, home).text());
    files.put(UNITS + TIMER, new RenewalTimer().text());
    return files;
  }

  /// The timer on the controller that the YAML names, if it names one.
  static Optional<Stage> stage(Cluster cluster) {
    Ssl ssl = cluster.web().ssl();
    return ssl.acme()
        .timerHost()
        .filter(_ -> ssl.mode() == Ssl.Mode.LETSENCRYPT)
        .map(
            host -> {
              SequencedMap<String, List<Resource>> resources = new LinkedHashMap<>();
              resources.put(host, onHost());
              return Stage.everywhere("renewal of the certificate", resources);
            });
  }

  private static List<Resource> onHost() {
    List<Resource> resources = new ArrayList<>();
    resources.add(
        Requirement.of(
            "hpcctl and its YAML for the renewal",
            "if [ -x %1$s ] && [ -r %2$s ]; then echo ok; else echo '%1$s or %2$s is missing here'; fi"
                .formatted(PROGRAM, CONFIG),
            "web.ssl.timer_host says that this host renews the certificate",
            "install the hpcctl package there and put the YAML, its secrets and .hpcctl beside it,"
                + " or take timer_host out"));
    List<String> uses = new ArrayList<>();
    files(PROGRAM, CONFIG, "/root")
        .forEach(
            (path, text) -> {
              TextFile file = new TextFile(path, Ownership.root("644"), Text.of(text));
              resources.add(file);
              uses.add(file.id());
            });
    resources.add(Unit.running(TIMER, Unit.OnChange.RESTART, uses));
    return resources;
  }
}
