package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// What nginx writes down about each request.
public record Logging() implements FileText {
  @Override
  public String template() {
    return "web/http/20-logging.conf.ftl";
  }
}
