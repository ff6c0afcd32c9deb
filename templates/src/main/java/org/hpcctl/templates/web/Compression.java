package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// What nginx compresses.
public record Compression() implements FileText {
  @Override
  public String template() {
    return "web/http/30-compression.conf.ftl";
  }
}
