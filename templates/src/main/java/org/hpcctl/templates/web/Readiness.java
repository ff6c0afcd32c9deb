package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// How nginx asks a service on its own behalf: is it ready, what are its metrics.
public record Readiness() implements FileText {
  @Override
  public String template() {
    return "web/readiness.conf.ftl";
  }
}
