package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// Waits until this host serves again.
public record Ready(int seconds) implements FileText {
  @Override
  public String template() {
    return "web/rolling/ready.sh.ftl";
  }
}
