package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// Values that nginx derives from each request: its id, what may cross origins, what a header says.
///
/// @param origins the portal's own, as browsers write them: `https://portal.example.org`
/// @param strictTransportSecurity the header's directives; empty without TLS
public record RequestMaps(List<String> origins, List<String> strictTransportSecurity)
    implements FileText {
  @Override
  public String template() {
    return "web/http/40-request.conf.ftl";
  }
}
