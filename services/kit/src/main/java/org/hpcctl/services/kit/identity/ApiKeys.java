package org.hpcctl.services.kit.identity;

import module java.base;

/// Checks API keys; only auth_service can, the others ask it.
@FunctionalInterface
public interface ApiKeys {
  /// How every API key begins, so that it is told from a token and found in leaked files.
  String PREFIX = "hpc_";

  Caller caller(String key) throws Unproven;
}
