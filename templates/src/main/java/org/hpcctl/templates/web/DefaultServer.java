package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// What answers to names that are not ours: nothing, but the challenges of a CA.
public record DefaultServer(boolean tls, boolean http2Directive, boolean acme) implements FileText {
  @Override
  public String template() {
    return "web/http/80-default-server.conf.ftl";
  }
}
