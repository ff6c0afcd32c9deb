package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;

/// The systemd unit of one of the eight services.
///
/// @param after units that start first
/// @param heapMb the largest heap in MiB
/// @param quick whether the quick compiler is enough (stack.md 7): less memory, less start
/// @param keepsState whether it has a directory of its own below /var/lib/web_services
/// @param actsAsUsers whether it may ask hpcctl-act to do something as a Unix user
/// @param asksPam whether it may ask hpcctl-pam for a password
/// @param asksByName whether it asks somebody whose addresses only DNS knows; then no address is
///   kept from it
/// @param peers addresses and networks that it may talk with, besides its own host
public record ServiceUnit(
    String service,
    List<String> after,
    long heapMb,
    boolean quick,
    String memoryMax,
    int cpuQuotaPercent,
    int stopSeconds,
    boolean keepsState,
    boolean actsAsUsers,
    boolean asksPam,
    boolean asksByName,
    List<String> peers)
    implements FileText {
  @Override
  public String template() {
    return "web/web_service.service.ftl";
  }
}
