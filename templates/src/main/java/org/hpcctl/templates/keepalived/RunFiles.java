package org.hpcctl.templates.keepalived;

import module java.base;

import org.hpcctl.templates.FileText;

/// The files below `/run` that keepalived watches, as they are at boot.
public record RunFiles(boolean watchNginx) implements FileText {
  @Override
  public String template() {
    return "keepalived/tmpfiles.conf.ftl";
  }
}
