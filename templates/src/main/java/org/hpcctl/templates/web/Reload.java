package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// Has nginx read its files anew, and fails where nginx refuses them.
public record Reload() implements FileText {
  @Override
  public String template() {
    return "web/reload.sh.ftl";
  }
}
