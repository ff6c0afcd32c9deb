package org.hpcctl.dist;

import module java.base;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/// Runs something after each case that failed, for cases that share a cluster.
record AfterFailure(Restoration restoration) implements AfterTestExecutionCallback {
  /// Makes it as the next case expects it.
  interface Restoration {
    void restore() throws Exception;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws Exception {
    if (context
        .getExecutionException()
        .filter(failure -> !(failure instanceof TestAbortedException))
        .isPresent()) {
      restoration.restore();
    }
  }
}
