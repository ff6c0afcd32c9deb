package org.hpcctl.spec;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.spec.schema.Places;

/// What must hold between the values of the portal and the rest.
final class WebRules {
  /// Ports that something else on a controller listens at.
  private static final SortedMap<Integer, String> TAKEN =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(3306, "MariaDB"),
              Map.entry(4444, "Galera"),
              Map.entry(4567, "Galera"),
              Map.entry(4568, "Galera"),
              Map.entry(6379, "Redis"),
              Map.entry(6380, "Redis"),
              Map.entry(16379, "Redis"),
              Map.entry(16380, "Redis"),
              Map.entry(26379, "Redis Sentinel"),
              Map.entry(6817, "slurmctld"),
              Map.entry(6818, "slurmd"),
              Map.entry(6819, "slurmdbd"),
              Map.entry(6820, "slurmrestd"),
              Map.entry(8080, "the local health page of nginx"),
              Map.entry(24007, "GlusterFS"),
              Map.entry(24008, "GlusterFS")));

  private final Cluster cluster;
  private final Places places;
  private final List<Problem> problems = new ArrayList<>();

  private WebRules(Cluster cluster, Places places) {
    this.cluster = cluster;
    this.places = places;
  }

  static List<Problem> check(Cluster cluster, Places places) {
    WebRules rules = new WebRules(cluster, places);
    rules.ports();
    rules.files();
    rules.weights();
    rules.secrets();
    rules.exporters();
    rules.problems.addAll(AcmeRules.check(cluster, places));
    rules.problems.addAll(AuthRules.check(cluster, places));
    return rules.problems;
  }

  private void error(String path, String what, String why, String fix) {
    problems.add(Problem.error(what, why, fix).at(places.of(path)));
  }

  private void ports() {
    Map<Integer, String> taken = new HashMap<>(TAKEN);
    cluster.controllersWith(Service.WEB).stream()
        .flatMapToInt(controller -> controller.port().stream())
        .forEach(port -> taken.put(port, "SSH"));
    taken.put(cluster.ssh().port().orElse(Ssh.USUAL_PORT), "SSH");
    // What is written goes after what is a default, so that the problem stands at a line.
    List<WebService> order = new ArrayList<>(List.of(WebService.values()));
    order.sort(
        (one, other) -> Boolean.compare(places.written(path(one)), places.written(path(other))));
    for (WebService service : order) {
      int port = cluster.web().service(service).port();
      String holder = taken.putIfAbsent(port, service.yamlName());
      if (holder != null) {
        error(
            path(service),
            "the port %d of %s is taken by %s".formatted(port, service.yamlName(), holder),
            "two programs cannot listen at one port of a host",
            "choose another port; %d is the usual one of %s"
                .formatted(service.defaultPort(), service.yamlName()));
      }
    }
  }

  private static String path(WebService service) {
    return "web.services." + service.yamlName() + ".port";
  }

  private void files() {
    Ssl ssl = cluster.web().ssl();
    Map<String, Optional<String>> files = new LinkedHashMap<>();
    files.put("web.ssl.certificate", ssl.certificate());
    files.put("web.ssl.key", ssl.key());
    if (ssl.mode() == Ssl.Mode.PROVIDED) {
      List<String> missing =
          files.entrySet().stream()
              .filter(file -> file.getValue().isEmpty())
              .map(Map.Entry::getKey)
              .toList();
      if (!missing.isEmpty()) {
        error(
            missing.getFirst(),
            String.join(" and ", missing) + (missing.size() == 1 ? " is missing" : " are missing"),
            "with mode provided the certificate and its key are your own files",
            "write both, or use mode self_signed");
      }
      return;
    }
    files.forEach(
        (path, file) -> {
          if (file.isPresent()) {
            problems.add(
                Problem.warning(
                        path + " is not used",
                        "it belongs to mode provided",
                        "write `mode: provided`, or take it out")
                    .at(places.of(path)));
          }
        });
  }

  private void weights() {
    List<Controller> hosts = cluster.controllersWith(Service.WEB);
    List<String> names = hosts.stream().map(Controller::hostname).toList();
    cluster
        .web()
        .upstreams()
        .forEach(
            (service, upstream) ->
                upstream.weights().keySet().stream()
                    .filter(name -> !names.contains(name))
                    .forEach(name -> unknownHost(service, name, names)));
  }

  private void unknownHost(WebService service, String name, List<String> names) {
    error(
        "web.upstreams.%s.weights.%s".formatted(service.yamlName(), name),
        "a weight is given to `%s`, which is no controller with web".formatted(name),
        "nginx has only those hosts to choose from",
        names.isEmpty()
            ? "write `web: true` under a controller's services"
            : "use one of: " + String.join(", ", names));
  }

  private void exporters() {
    Monitoring monitoring = cluster.web().monitoring();
    for (int i = 0; i < monitoring.nodeExporters().size(); i++) {
      String path = "web.monitoring.node_exporters[" + i + "]";
      monitoring
          .unknown(monitoring.nodeExporters().get(i), cluster)
          .ifPresent(
              name ->
                  error(
                      path,
                      "a node exporter is on `%s`, which is no host of this file".formatted(name),
                      "its address is taken from controllers and compute_nodes",
                      "write the host there, or take it out here"));
    }
  }

  private void secrets() {
    Web web = cluster.web();
    if (!web.sessionSecret().reveal().isEmpty() && web.sessionSecret().equals(web.jwtSecret())) {
      error(
          "web.jwt_secret",
          "web.jwt_secret is the same as web.session_secret",
          "who learns one of them would have both",
          "delete one from where it is set and run `hpcctl secrets init`");
    }
  }
}
