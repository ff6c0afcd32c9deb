package org.hpcctl.host;

import module java.base;

/// A host to go through, as `ssh -J` takes it: `user@host:port`, with user and port optional.
record JumpName(Optional<String> user, String host, OptionalInt port) {
  private static final Pattern FORM =
      Pattern.compile("(?:([^@]+)@)?(?:\\[([^]]+)]|([^:\\[\\]]+))(?::(\\d{1,5}))?");

  static JumpName parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a host to go through: " + text);
    }
    String port = parts.group(4);
    return new JumpName(
        Optional.ofNullable(parts.group(1)),
        Objects.requireNonNullElse(parts.group(2), parts.group(3)),
        port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
  }
}
