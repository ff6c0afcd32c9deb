package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// How TLS is spoken: Mozilla's intermediate configuration, or TLS 1.3 alone.
public record Tls(boolean only13) implements FileText {
  @Override
  public String template() {
    return "web/http/60-tls.conf.ftl";
  }
}
