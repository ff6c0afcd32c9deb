package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// The unit that renews the certificate, on the machine that hpcctl runs on.
///
/// @param program the absolute path of hpcctl
/// @param config the absolute path of the YAML
/// @param home of the user it runs as
public record RenewalService(String program, String config, String home) implements FileText {
  @Override
  public String template() {
    return "web/certificate/hpcctl-cert-renew.service.ftl";
  }
}
