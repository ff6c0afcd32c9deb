package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// The second step: nginx takes it into use.
///
/// @param edition the name of its folder
/// @param address of the head itself
/// @param name a visitor asks for (SNI)
/// @param fingerprint SHA-256 of the certificate as openssl writes it: `AB:CD:...`
/// @param started what nginx then runs with, for the record; empty when that is not known
public record CertificateCommit(
    String edition, String address, String name, String fingerprint, Optional<String> started)
    implements FileText {
  @Override
  public String template() {
    return "web/certificate/commit.sh.ftl";
  }
}
