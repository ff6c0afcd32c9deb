package org.hpcctl.templates;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a template cannot do, and what it must not forget.
final class TemplatesTest {
  private record Sample(String template, String value, List<Integer> numbers) implements FileText {}

  @Test
  void a_template_sees_the_components_and_writes_them_escaped() {
    Sample sample = new Sample("sample/good.sh.ftl", "it's $HOME", List.of(1000, 2));
    assertEquals("value='it'\\''s $HOME'\nnumbers='1000','2'\n", sample.text());
  }

  @Test
  void the_template_that_is_parsed_ahead_of_all_is_there() {
    assertDoesNotThrow(Templates::prepare);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "undefined",
        "new",
        "api",
        "method",
        "class",
        "include_outside",
        "eval_of_nothing"
      })
  void a_template_that_reaches_further_fails(String name) {
    Sample sample = new Sample("sample/" + name + ".sh.ftl", "value", List.of());
    assertThrows(IllegalStateException.class, sample::text);
  }

  @Test
  void a_failure_names_the_template() {
    Sample sample = new Sample("sample/undefined.sh.ftl", "value", List.of());
    assertTrue(
        assertThrows(IllegalStateException.class, sample::text)
            .toString()
            .contains("sample/undefined.sh.ftl"));
  }
}
