package org.hpcctl.templates.keepalived;

import module java.base;

import org.hpcctl.templates.FileText;

/// What keepalived calls when its state changes.
public record NotifyScript() implements FileText {
  @Override
  public String template() {
    return "keepalived/notify.sh.ftl";
  }
}
