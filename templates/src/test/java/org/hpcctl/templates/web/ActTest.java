package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

/// The kit's tests run these copies: both sides meet in them.
final class ActTest {
  @Test
  void the_programs_and_units_are_as_reviewed() {
    Map<String, FileText> files =
        Map.of(
            "hpcctl-act",
            new ActProgram(),
            "hpcctl-act-verbs",
            new ActVerbs(),
            "hpcctl-act.socket",
            new ActSocket(),
            "hpcctl-act.service",
            new ActUnit());
    files.forEach((name, file) -> Golden.assertMatches("web/act/" + name, file.text()));
  }
}
