package org.hpcctl.templates.keepalived;

import module java.base;

import org.hpcctl.templates.FileText;

/// The whole configuration of keepalived.
///
/// @param networkInterface the interface, or a token that the host replaces
/// @param peers addresses of all others
/// @param watchNginx whether the virtual IP leaves when nginx of this host is gone
public record KeepalivedMain(
    String router,
    String networkInterface,
    int virtualRouterId,
    int priority,
    String ownAddress,
    List<String> peers,
    String address,
    int prefixLength,
    boolean watchNginx)
    implements FileText {
  @Override
  public String template() {
    return "keepalived/keepalived.conf.ftl";
  }
}
