package org.hpcctl.spec;

import module java.base;

/// An IPv4 address as a number, to ask which network it is in.
record Ipv4(int bits) {
  private static final Pattern FORM =
      Pattern.compile(
          "(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})");

  /// Empty for anything but four numbers up to 255; a leading zero would be read as octal by some.
  static Optional<Ipv4> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int bits = 0;
    for (int part = 1; part <= 4; part++) {
      int number = Integer.parseInt(form.group(part));
      if (number > 255) {
        return Optional.empty();
      }
      bits = bits << 8 | number;
    }
    return Optional.of(new Ipv4(bits));
  }

  /// Whether a host can have it: not 0/8, loopback, link-local, multicast or reserved.
  boolean usable() {
    int first = bits >>> 24;
    return first != 0
        && first != 127
        && first < 224
        && !(first == 169 && (bits >>> 16 & 255) == 254);
  }

  @Override
  public String toString() {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }
}
