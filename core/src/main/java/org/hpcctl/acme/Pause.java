package org.hpcctl.acme;

import module java.base;

/// How time passes while we wait: a test lets it pass at once.
@FunctionalInterface
interface Pause {
  void of(Duration length) throws InterruptedException;
}
