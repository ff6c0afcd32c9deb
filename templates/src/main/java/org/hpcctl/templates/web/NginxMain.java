package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// The main file of nginx.
///
/// @param keepaliveMinTimeout whether it knows `keepalive_min_timeout`, which spares busy clients
///   at each reload (1.27.4)
public record NginxMain(boolean keepaliveMinTimeout) implements FileText {
  @Override
  public String template() {
    return "web/nginx.conf.ftl";
  }
}
