package org.hpcctl.templates;

import module java.base;

/// How a value is written into a file, by the file's name. What a syntax has no safe way to write
/// is refused: a file is never left open to being read as something else.
enum Syntax {
  /// nginx, keepalived, sysctl, logrotate, tmpfiles: one bare word. nginx cannot escape a `$`, and
  /// none of them agrees with another about quotes, so only harmless characters pass.
  CONF("conf") {
    @Override
    String escape(String value) {
      return word(value);
    }
  },

  /// A systemd unit, between double quotes in a command line or bare elsewhere (systemd.syntax(7),
  /// systemd.service(5) "Command lines").
  SERVICE("service") {
    @Override
    String escape(String value) {
      return line(value)
          .replace("\\", "\\\\")
          .replace("\"", "\\\"")
          .replace("%", "%%")
          .replace("$", "$$");
    }
  },

  /// POSIX sh, as one whole word: the template adds no quotes.
  SH("sh") {
    @Override
    String escape(String value) {
      if (value.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("a NUL character cannot stand in a shell script");
      }
      return "'" + value.replace("'", "'\\''") + "'";
    }
  },

  /// JSON, between double quotes (RFC 8259, 7).
  JSON("json") {
    @Override
    String escape(String value) {
      StringBuilder escaped = new StringBuilder();
      for (char c : value.toCharArray()) {
        if (c == '"' || c == '\\') {
          escaped.append('\\').append(c);
        } else if (c < ' ') {
          escaped.append("\\u%04x".formatted((int) c));
        } else {
          escaped.append(c);
        }
      }
      return escaped.toString();
    }
  },

  /// YAML, between double quotes, which YAML reads as JSON does (YAML 1.2.2, 7.3.1).
  YML("yml") {
    @Override
    String escape(String value) {
      return JSON.escape(value);
    }
  };

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:/@+=,-]+");

  private final String suffix;

  Syntax(String suffix) {
    this.suffix = suffix;
  }

  String suffix() {
    return suffix;
  }

  abstract String escape(String value);

  private static String word(String value) {
    if (!WORD.matcher(value).matches()) {
      throw new IllegalArgumentException("not a plain word, so it cannot be written: " + value);
    }
    return value;
  }

  private static String line(String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c == 127)) {
      throw new IllegalArgumentException("a control character cannot stand in a unit file");
    }
    return value;
  }
}
