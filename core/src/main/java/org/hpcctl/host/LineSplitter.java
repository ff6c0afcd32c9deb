package org.hpcctl.host;

import module java.base;

/// Cuts a stream of bytes at line feeds only: a carriage return belongs to its line, and a line may
/// be as long as it likes. Text is UTF-8; bytes that are not become U+FFFD.
final class LineSplitter {
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private final Consumer<String> line;

  LineSplitter(Consumer<String> line) {
    this.line = line;
  }

  void accept(byte[] bytes, int length) {
    int start = 0;
    for (int at = 0; at < length; at++) {
      if (bytes[at] == '\n') {
        begun.write(bytes, start, at - start);
        flush();
        start = at + 1;
      }
    }
    begun.write(bytes, start, length - start);
  }

  /// A last line without its line end counts as one.
  void end() {
    if (begun.size() > 0) {
      flush();
    }
  }

  private void flush() {
    String text = begun.toString(StandardCharsets.UTF_8);
    begun.reset();
    line.accept(text);
  }
}
