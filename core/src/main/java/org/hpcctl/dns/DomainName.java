package org.hpcctl.dns;

import module java.base;

/// What text can be a name in the DNS, told without dnsjava, so that reading a YAML loads none of
/// it.
final class DomainName {
  private static final int LONGEST = 253;
  private static final int SHOWN = 60;
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");

  private DomainName() {}

  /// Whether every label is one of letters, digits, hyphens and underscores, and all fits.
  static boolean valid(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return name.length() <= LONGEST
        && Arrays.stream(name.split("\\.", -1)).allMatch(label -> LABEL.matcher(label).matches());
  }

  /// The text, cut where it would fill the reader's screen.
  static String shortened(String text) {
    return text.length() <= SHOWN
        ? text
        : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
  }
}
