package org.hpcctl.cli;

/// Which hpcctl this is.
final class Version {
  private Version() {}

  /// As the jar's manifest has it; `development` when run from classes.
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  static String line() {
    return "hpcctl " + number();
  }
}
