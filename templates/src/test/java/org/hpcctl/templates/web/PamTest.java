package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.FileText;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

/// auth_service's tests run the program's copy: both sides meet in it.
final class PamTest {
  @Test
  void the_program_and_its_units_are_as_reviewed() {
    Map<String, FileText> files =
        Map.of(
            "hpcctl-pam",
            new PamProgram(),
            "hpcctl-pam@.service",
            new PamUnit("hpc-portal"),
            "hpcctl-pam.socket",
            new PamSocket());
    files.forEach((name, file) -> Golden.assertMatches("web/pam/" + name, file.text()));
  }
}
