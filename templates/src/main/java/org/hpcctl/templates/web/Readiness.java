package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// How nginx asks a service whether it is ready.
public record Readiness() implements FileText {
  @Override
  public String template() {
    return "web/readiness.conf.ftl";
  }
}
