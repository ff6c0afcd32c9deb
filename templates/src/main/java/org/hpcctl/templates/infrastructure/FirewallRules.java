package org.hpcctl.templates.infrastructure;

import module java.base;

import org.hpcctl.templates.FileText;

/// Asks for, or makes, the holes in a firewall that is on already.
///
/// @param apply whether to make them; else the script only looks
/// @param edition names this set of rules: it stands in the comment of each
/// @param publicPorts open to everybody
/// @param servicePorts open to `peers`
/// @param peers the other heads, and the management network
/// @param vrrpPeers the other heads of the virtual IP
public record FirewallRules(
    boolean apply,
    String edition,
    String publicPorts,
    String servicePorts,
    List<String> peers,
    List<String> vrrpPeers)
    implements FileText {
  @Override
  public String template() {
    return "infrastructure/firewall.sh.ftl";
  }
}
