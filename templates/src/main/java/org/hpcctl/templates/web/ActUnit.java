package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// The service behind the socket: one short process for each request to act as a user.
public record ActUnit() implements FileText {
  @Override
  public String template() {
    return "web/act/hpcctl-act.service.ftl";
  }
}
