package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// What is added to the unit of nginx: it tells keepalived whether it runs.
///
/// @param signal the file keepalived watches; empty where there is no keepalived
public record NginxUnit(Optional<String> signal) implements FileText {
  @Override
  public String template() {
    return "web/nginx.service.ftl";
  }
}
