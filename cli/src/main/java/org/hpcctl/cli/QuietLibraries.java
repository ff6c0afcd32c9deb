package org.hpcctl.cli;

import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import org.slf4j.helpers.Reporter;

/// Leaves logback out of a run in which nobody wants to read what the libraries log: to set it up
/// would take 20 ms of each.
final class QuietLibraries {
  /// Names the level from which on [Logging] prints.
  static final String LEVEL = "HPCCTL_LOG";

  private QuietLibraries() {}

  /// To be called before any library asks for a logger.
  static void unlessAsked() {
    if (System.getenv(LEVEL) == null) {
      System.setProperty(
          LoggerFactory.PROVIDER_PROPERTY_KEY, NOP_FallbackServiceProvider.class.getName());
      // Else SLF4J tells on standard error what it was told.
      System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
    }
  }
}
