package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// The program that becomes the Unix user whom a web service names: the only root of the portal.
public record ActProgram() implements FileText {
  @Override
  public String template() {
    return "web/act/hpcctl-act.pl.ftl";
  }
}
