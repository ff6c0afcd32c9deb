package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// One question to PAM: a process for each connection.
///
/// @param service the PAM service that is asked, a file of `/etc/pam.d`
public record PamUnit(String service) implements FileText {
  @Override
  public String template() {
    return "web/pam/hpcctl-pam@.service.ftl";
  }
}
