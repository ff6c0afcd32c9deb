package org.hpcctl.spec;

import module java.base;

/// What a controller can run: the keys under `controllers[].services`.
public enum Service {
  GLUSTERFS,
  MARIADB,
  REDIS,
  SLURM,
  WEB,
  KEEPALIVED;

  /// The key in the YAML.
  public String yamlName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
