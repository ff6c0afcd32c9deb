package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// Where each service runs.
///
/// @param pools one a service
public record Upstreams(List<Pool> pools) implements FileText {
  @Override
  public String template() {
    return "web/http/70-upstreams.conf.ftl";
  }
}
