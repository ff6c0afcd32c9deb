package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// How an error looks that nginx finds before it knows what is asked for.
public record EarlyErrors() implements FileText {
  @Override
  public String template() {
    return "web/early_errors.conf.ftl";
  }
}
