package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// How an error of nginx itself looks.
public record Errors() implements FileText {
  @Override
  public String template() {
    return "web/errors.conf.ftl";
  }
}
