package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// The headers of every response, errors included.
public record Headers() implements FileText {
  @Override
  public String template() {
    return "web/headers.conf.ftl";
  }
}
