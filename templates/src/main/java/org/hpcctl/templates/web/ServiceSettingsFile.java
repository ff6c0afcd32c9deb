package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// What a service is told about its place in the cluster.
///
/// @param backEnd what a front end does not need
public record ServiceSettingsFile(
    String service,
    String cluster,
    String host,
    String bind,
    int port,
    int drainSeconds,
    Optional<BackEndSettings> backEnd)
    implements FileText {
  @Override
  public String template() {
    return "web/service.json.ftl";
  }
}
