package org.hpcctl.templates.web;

import org.hpcctl.templates.FileText;

/// The answer to HTTP-01 challenges (RFC 8555, 8.3), the same on every head and for every token:
/// whichever head the CA meets can prove that the account's owner holds the name.
///
/// @param thumbprint of the account's key (RFC 7638), base64url
public record AcmeChallenges(String thumbprint) implements FileText {
  @Override
  public String template() {
    return "web/acme.conf.ftl";
  }
}
