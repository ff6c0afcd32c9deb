package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// What puts a head back when another one failed.
///
/// @param edition the name of the new certificate's folder
public record CertificateUndo(String edition) implements FileText {
  @Override
  public String template() {
    return "web/certificate/undo.sh.ftl";
  }
}
