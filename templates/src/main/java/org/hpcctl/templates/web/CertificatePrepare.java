package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// The first of the three steps in which a certificate reaches all heads.
///
/// @param edition the name of its folder
/// @param chain base64 of the PEM file
/// @param key base64 of the PEM file
public record CertificatePrepare(String edition, String chain, String key) implements FileText {
  @Override
  public String template() {
    return "web/certificate/prepare.sh.ftl";
  }

  /// Never the key.
  @Override
  public String toString() {
    return "CertificatePrepare[" + edition + "]";
  }
}
