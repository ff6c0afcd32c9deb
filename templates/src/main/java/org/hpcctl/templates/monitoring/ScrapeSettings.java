package org.hpcctl.templates.monitoring;

import module java.base;

import org.hpcctl.templates.FileText;

/// `prometheus.yml`: what is asked, and how often.
///
/// @param cluster a label of all figures
public record ScrapeSettings(
    String cluster, List<Target> metricsApis, List<Target> services, List<Target> nodes)
    implements FileText {
  @Override
  public String template() {
    return "monitoring/prometheus.yml.ftl";
  }
}
