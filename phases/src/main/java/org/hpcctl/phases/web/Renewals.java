package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.plan.Stage;
import org.hpcctl.resource.Guarded;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Ownership;
import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Text;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Unit;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
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

  /// The timer on the controller that the YAML names, and on no other: two that renew would take
  /// turns on the heads.
  static Stage stage(Cluster cluster, List<Controller> heads) {
    Ssl ssl = cluster.web().ssl();
    Optional<String> named = ssl.acme().timerHost().filter(_ -> ssl.mode() == Ssl.Mode.LETSENCRYPT);
    SequencedMap<String, List<Resource>> resources = new LinkedHashMap<>();
    for (Controller head : heads) {
      resources.put(
          head.hostname(),
          named.equals(Optional.of(head.hostname())) ? onHost() : List.of(nowhereElse()));
    }
    return Stage.everywhere("renewal of the certificate", resources);
  }

  // Only what an earlier setup has put there: a timer of `cert renew --install-timer` names another
  // program or another YAML.
  private static Guarded nowhereElse() {
    String files = UNITS + SERVICE + " " + UNITS + TIMER;
    return new Guarded(
        "timer of an earlier timer_host",
        "gone",
        """
        if [ -e %1$s ] && grep -qF 'ExecStart="%2$s" cert renew --config "%3$s"' %1$s
        then echo 'still there'; else echo gone; fi
        """
            .formatted(UNITS + SERVICE, PROGRAM, CONFIG),
        "systemctl --quiet disable --now %s; rm -f %s; systemctl daemon-reload"
            .formatted(TIMER, files));
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
