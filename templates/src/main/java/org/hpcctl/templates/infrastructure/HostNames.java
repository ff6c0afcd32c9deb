package org.hpcctl.templates.infrastructure;

import module java.base;

import org.hpcctl.templates.FileText;

/// The lines for /etc/hosts: the name of each host of the cluster.
public record HostNames(List<Entry> entries) implements FileText {
  @Override
  public String template() {
    return "infrastructure/hosts.conf.ftl";
  }
}
