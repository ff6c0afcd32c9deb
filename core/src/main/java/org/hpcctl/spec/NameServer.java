package org.hpcctl.spec;

import module java.base;

/// How the address of a name server is written.
final class NameServer {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<four>[0-9.]+))(?::(?<port>[1-9][0-9]{0,4}))?");

  private NameServer() {}

  static boolean valid(String text) {
    if (Addresses.six(text)) {
      return true;
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()
        || (form.group("port") != null && Integer.parseInt(form.group("port")) > 65_535)) {
      return false;
    }
    return form.group("six") == null
        ? Ipv4.parse(form.group("four")).isPresent()
        : Addresses.six(form.group("six"));
  }
}
