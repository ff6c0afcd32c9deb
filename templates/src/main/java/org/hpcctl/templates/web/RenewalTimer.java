package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// When the certificate is looked after.
public record RenewalTimer() implements FileText {
  @Override
  public String template() {
    return "web/certificate/hpcctl-cert-renew.timer.conf.ftl";
  }
}
