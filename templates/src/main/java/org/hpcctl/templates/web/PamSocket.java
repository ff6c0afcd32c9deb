package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// The socket through which auth_service asks PAM; its group alone may connect.
public record PamSocket() implements FileText {
  @Override
  public String template() {
    return "web/pam/hpcctl-pam.socket.conf.ftl";
  }
}
