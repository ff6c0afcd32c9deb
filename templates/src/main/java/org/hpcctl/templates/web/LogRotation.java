package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// How the logs of the services are kept small.
public record LogRotation() implements FileText {
  @Override
  public String template() {
    return "web/logrotate.conf.ftl";
  }
}
