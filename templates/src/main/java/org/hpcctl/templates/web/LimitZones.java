package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// The memory in which nginx counts requests by client address.
public record LimitZones(int generalPerSecond, int authPerSecond, int apiPerSecond)
    implements FileText {
  @Override
  public String template() {
    return "web/http/50-limits.conf.ftl";
  }
}
