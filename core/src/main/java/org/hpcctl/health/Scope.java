package org.hpcctl.health;

import module java.base;

import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.Ssl;
import org.hpcctl.spec.WebService;

/// What to look at, host by host, in the order of the YAML.
///
/// @param cluster the cluster's name
public record Scope(String cluster, SequencedMap<String, List<Subject>> hosts) {
  public static final String NGINX = "nginx";
  public static final String KEEPALIVED = "keepalived";
  public static final String CERTIFICATE = "certificate";
  public static final String VIRTUAL_IP = "vip";

  private static final String READY = "/health/ready";
  private static final int INTERNAL_PORT = 8080;
  private static final int TLS_PORT = 443;
  private static final String CHAIN = "/etc/nginx/tls/current/fullchain.pem";

  public Scope {
    SequencedMap<String, List<Subject>> copy = new LinkedHashMap<>();
    hosts.forEach((host, subjects) -> copy.put(host, List.copyOf(subjects)));
    hosts = Collections.unmodifiableSequencedMap(copy);
  }

  /// Every name that `--service` knows.
  public static List<String> services() {
    List<String> names = new ArrayList<>(units());
    names.add(CERTIFICATE);
    names.add(VIRTUAL_IP);
    return names;
  }

  /// Those that are a systemd unit of their own name.
  public static List<String> units() {
    List<String> names =
        new ArrayList<>(Arrays.stream(WebService.values()).map(WebService::yamlName).toList());
    names.add(NGINX);
    names.add(KEEPALIVED);
    return names;
  }

  /// Everything on the hosts of the portal.
  public static Scope of(Cluster cluster) {
    return ofEveryHost(cluster).filtered((_, _) -> true);
  }

  /// The same, and the controllers with nothing to look at but themselves.
  public static Scope ofEveryHost(Cluster cluster) {
    SequencedMap<String, List<Subject>> hosts = new LinkedHashMap<>();
    for (Controller host : cluster.controllers()) {
      hosts.put(host.hostname(), subjects(cluster, host));
    }
    return new Scope(cluster.name(), hosts);
  }

  /// These hosts only. The virtual IP can be judged only where all who may hold it are asked.
  public Scope on(Collection<String> names) {
    boolean all = names.containsAll(holders());
    return filtered(
        (host, subject) -> names.contains(host) && (all || !subject.service().equals(VIRTUAL_IP)));
  }

  /// These services only; hosts that have none of them are left out.
  public Scope only(Collection<String> services) {
    return filtered((_, subject) -> services.contains(subject.service()));
  }

  /// The hosts that may hold the virtual IP.
  public List<String> holders() {
    return hosts.entrySet().stream()
        .filter(host -> host.getValue().stream().anyMatch(Subject.VirtualIp.class::isInstance))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// One service of one host.
  public Optional<Subject> subject(String host, String service) {
    return hosts.getOrDefault(host, List.of()).stream()
        .filter(subject -> subject.service().equals(service))
        .findFirst();
  }

  private Scope filtered(BiPredicate<String, Subject> keep) {
    SequencedMap<String, List<Subject>> kept = new LinkedHashMap<>();
    hosts.forEach(
        (host, subjects) -> {
          List<Subject> some =
              subjects.stream().filter(subject -> keep.test(host, subject)).toList();
          if (!some.isEmpty()) {
            kept.put(host, some);
          }
        });
    return new Scope(cluster, kept);
  }

  private static List<Subject> subjects(Cluster cluster, Controller host) {
    List<Subject> subjects = new ArrayList<>();
    if (host.runs(Service.WEB)) {
      for (WebService service : WebService.values()) {
        subjects.add(
            new Subject.Web(
                service.yamlName(),
                service.kind().name().toLowerCase(Locale.ROOT),
                service.yamlName() + ".service",
                host.ip(),
                cluster.web().service(service).port(),
                READY));
      }
      subjects.add(
          new Subject.Web(
              NGINX, "proxy", NGINX + ".service", "127.0.0.1", INTERNAL_PORT, "/health"));
      if (cluster.web().ssl().mode() != Ssl.Mode.NONE) {
        subjects.add(new Subject.Certificate(cluster.web().domain(), host.ip(), TLS_PORT, CHAIN));
      }
    }
    if (host.runs(Service.KEEPALIVED)) {
      subjects.add(new Subject.Daemon(KEEPALIVED, "failover", KEEPALIVED + ".service"));
      cluster.network().vip().ifPresent(vip -> subjects.add(new Subject.VirtualIp(vip.address())));
    }
    return subjects;
  }
}
