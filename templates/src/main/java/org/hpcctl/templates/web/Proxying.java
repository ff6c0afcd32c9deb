package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// How a request is handed to a service.
///
/// @param tries how many hosts may be asked for one request
public record Proxying(int tries) implements FileText {
  @Override
  public String template() {
    return "web/proxy.conf.ftl";
  }
}
