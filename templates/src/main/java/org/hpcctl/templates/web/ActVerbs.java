package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// What a web service may do as a Unix user: runs with the rights of that user.
public record ActVerbs() implements FileText {
  @Override
  public String template() {
    return "web/act/hpcctl-act-verbs.pl.ftl";
  }
}
