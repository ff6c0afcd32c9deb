package org.hpcctl.phases.monitoring;

import module java.base;

import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Monitoring;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.WebService;
import org.hpcctl.templates.monitoring.AlertRules;
import org.hpcctl.templates.monitoring.Dashboard;
import org.hpcctl.templates.monitoring.ScrapeSettings;
import org.hpcctl.templates.monitoring.Target;

/// What `hpcctl monitoring render` writes.
public final class MonitoringFiles {
  private MonitoringFiles() {}

  /// The texts by file name. They hold no secret.
  public static SortedMap<String, String> of(Cluster cluster) {
    List<Target> metricsApis = new ArrayList<>();
    List<Target> services = new ArrayList<>();
    List<Target> nodes = new ArrayList<>();
    for (Controller head : cluster.controllersWith(Service.WEB)) {
      for (WebService service : WebService.values()) {
        Target target =
            new Target(
                head.hostname(),
                service.yamlName(),
                head.ip(),
                cluster.web().service(service).port());
        (service == WebService.METRICS_API ? metricsApis : services).add(target);
      }
    }
    exporters(cluster)
        .forEach(one -> nodes.add(new Target(one.hostname(), "node", one.ip(), one.port())));
    return new TreeMap<>(
        Map.of(
            "prometheus.yml",
            new ScrapeSettings(cluster.name(), metricsApis, services, nodes).text(),
            "hpcctl_alerts.yml",
            new AlertRules().text(),
            "hpcctl_dashboard.json",
            new Dashboard(cluster.name()).text()));
  }

  /// A Prometheus of the operator's own may know hosts that the portal is told nothing of.
  private static List<Monitoring.Exporter> exporters(Cluster cluster) {
    Monitoring said = cluster.web().monitoring();
    return (said.nodeExporters().isEmpty() ? Monitoring.everywhere() : said).exporters(cluster);
  }
}
