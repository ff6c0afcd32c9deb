package org.hpcctl.templates.infrastructure;

import module java.base;

import org.hpcctl.templates.FileText;

/// Kernel settings that outlive a reboot.
public record KernelSettings(List<Setting> settings) implements FileText {
  @Override
  public String template() {
    return "infrastructure/sysctl.conf.ftl";
  }
}
