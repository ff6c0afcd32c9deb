package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// All eight services under one name, for systemctl.
public record ServicesTarget(List<String> services) implements FileText {
  @Override
  public String template() {
    return "web/web_services.service.ftl";
  }
}
