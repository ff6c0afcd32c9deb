package org.hpcctl.templates.monitoring;

import org.hpcctl.templates.FileText;

/// What Prometheus calls somebody for.
public record AlertRules() implements FileText {
  @Override
  public String template() {
    return "monitoring/alerts.yml.ftl";
  }
}
