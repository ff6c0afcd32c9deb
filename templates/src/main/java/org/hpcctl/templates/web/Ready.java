package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// Asks whether this host serves again.
public record Ready() implements FileText {
  @Override
  public String template() {
    return "web/rolling/ready.sh.ftl";
  }
}
