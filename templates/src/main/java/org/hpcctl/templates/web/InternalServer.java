package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// The door for keepalived, for probes and for hpcctl itself, on the loopback address only.
///
/// @param address of this host, on which its services listen
/// @param services in the order in which they are asked
public record InternalServer(String address, List<Member> services) implements FileText {
  @Override
  public String template() {
    return "web/http/90-internal-server.conf.ftl";
  }
}
