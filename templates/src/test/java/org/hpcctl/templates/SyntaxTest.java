package org.hpcctl.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A hostile value is written so that its reader sees exactly it, or it is refused.
final class SyntaxTest {
  static List<String> hostileValues() {
    return List.of(
        "plain",
        "a b",
        "'\"/&$%#{}",
        "$HOME ${HOME} $(id) `id`",
        "%n %i %d %%",
        "back\\slash \\n \\x41",
        "; rm -rf / #",
        "} server { listen 81;",
        "two\nlines",
        "tab\there",
        "-leading",
        "ünïcode ☃",
        "",
        "'",
        "\"",
        "\\");
  }

  @ParameterizedTest
  @MethodSource("hostileValues")
  void sh_reads_back_the_value(String value) throws Exception {
    String script = "printf %s " + Syntax.SH.escape(value);
    assertEquals(value, said(List.of("sh", "-c", script)));
  }

  @ParameterizedTest
  @MethodSource("hostileValues")
  void jq_reads_back_the_value(String value) throws Exception {
    if (!Files.isExecutable(Path.of("/usr/bin/jq"))) {
      return;
    }
    String json = "{\"value\": \"" + Syntax.JSON.escape(value) + "\"}";
    assertEquals(
        value, said(List.of("jq", "--null-input", "-j", "--argjson", "x", json, "$x.value")));
  }

  @ParameterizedTest
  @MethodSource("hostileValues")
  void a_unit_s_command_line_means_the_value_or_it_is_refused(String value) {
    if (value.chars().anyMatch(c -> c < ' ')) {
      assertThrows(IllegalArgumentException.class, () -> Syntax.SERVICE.escape(value));
    } else {
      assertEquals(value, asSystemdReadsIt(Syntax.SERVICE.escape(value)));
    }
  }

  @ParameterizedTest
  @MethodSource("hostileValues")
  void a_configuration_file_takes_plain_words_only(String value) {
    if (value.matches("[A-Za-z0-9._:/@+=,-]+")) {
      assertEquals(value, Syntax.CONF.escape(value));
    } else {
      assertThrows(IllegalArgumentException.class, () -> Syntax.CONF.escape(value));
    }
  }

  @Test
  void a_nul_character_is_refused_by_sh() {
    assertThrows(IllegalArgumentException.class, () -> Syntax.SH.escape("a\0b"));
  }

  // systemd.service(5), "Command lines", inside double quotes: quotes and C escapes first, then
  // specifiers, then variables.
  private static String asSystemdReadsIt(String written) {
    StringBuilder read = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '\\' || c == '%' || c == '$') {
        char next = written.charAt(++i);
        if (c == '\\' && next != '\\' && next != '"' || c != '\\' && next != c) {
          throw new AssertionError("not escaped: " + written);
        }
        read.append(next);
      } else if (c == '"') {
        throw new AssertionError("ends the quotes: " + written);
      } else {
        read.append(c);
      }
    }
    return read.toString();
  }

  private static String said(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
