package org.hpcctl.templates.keepalived;

import module java.base;

import org.hpcctl.templates.FileText;

/// What keepalived asks each second: does nginx of this host answer?
public record CheckScript() implements FileText {
  @Override
  public String template() {
    return "keepalived/check_web_services.sh.ftl";
  }
}
