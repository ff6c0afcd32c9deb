package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// Sends the virtual IP to another host before this one is worked on.
public record Drain(String virtualIp) implements FileText {
  @Override
  public String template() {
    return "web/rolling/drain.sh.ftl";
  }
}
