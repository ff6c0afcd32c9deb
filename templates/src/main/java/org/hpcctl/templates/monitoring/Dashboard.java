package org.hpcctl.templates.monitoring;

import org.hpcctl.templates.FileText;

/// A page of Grafana.
public record Dashboard(String cluster) implements FileText {
  @Override
  public String template() {
    return "monitoring/dashboard.json.ftl";
  }
}
