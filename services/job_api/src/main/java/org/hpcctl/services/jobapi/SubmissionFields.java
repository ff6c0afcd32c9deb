package org.hpcctl.services.jobapi;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.jobapi.slurm.JobOption;
import org.hpcctl.services.jobapi.slurm.Submission;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Kind;

/// How a job to be is read from a request: `{"script": "#!/bin/bash\n..."}` and more if wanted.
final class SubmissionFields {
  private SubmissionFields() {}

  static Submission read(Fields fields) {
    String script = script(fields);
    Map<JobOption, String> options = options(fields);
    boolean hold = fields.optional("hold", Kind.flag(), false);
    Optional<Path> directory = fields.optional("directory", path());
    return valid(script)
        ? new Submission(script, options, Map.of(), hold, directory, Optional.empty())
        : blank();
  }

  static String script(Fields fields) {
    String script = fields.required("script", Kind.lines(1, Submission.LONGEST_SCRIPT));
    if (!script.isEmpty()) {
      Submission.fault(script).ifPresent(what -> fields.fault("script", what));
    }
    return script;
  }

  /// The object `options`, whose keys are those of [JobOption].
  static Map<JobOption, String> options(Fields fields) {
    Fields section = fields.section("options");
    Map<JobOption, String> options = new EnumMap<>(JobOption.class);
    for (JobOption option : JobOption.values()) {
      section
          .optional(option.key(), value(option))
          .filter(option::accepts)
          .ifPresent(value -> options.put(option, value));
    }
    return options;
  }

  /// Stands in where a fault was found; nobody submits it, because the request is refused.
  private static Submission blank() {
    return new Submission(
        "#!/bin/sh\n", Map.of(), Map.of(), false, Optional.empty(), Optional.empty());
  }

  private static boolean valid(String script) {
    return Submission.fault(script).isEmpty();
  }

  private static Kind<Path> path() {
    return Kind.parsed(
        "an absolute path without control characters",
        Path.of("/"),
        text ->
            text.startsWith("/")
                    && text.length() <= 1000
                    && text.chars().noneMatch(Character::isISOControl)
                ? Path.of(text)
                : null);
  }

  /// A text or a number: `4` and `"4"` are the same.
  private static Kind<String> value(JobOption option) {
    return new Kind<>(
        "a value that matches " + option.form(),
        "",
        false,
        (JsonNode node) -> {
          boolean fits = node.isTextual() || node.isIntegralNumber();
          return fits && option.accepts(node.asText()) ? node.asText() : null;
        });
  }
}
