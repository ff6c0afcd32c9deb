package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// Lets the virtual IP come back.
public record Restore() implements FileText {
  @Override
  public String template() {
    return "web/rolling/restore.sh.ftl";
  }
}
