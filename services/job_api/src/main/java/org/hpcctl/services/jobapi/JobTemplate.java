package org.hpcctl.services.jobapi;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.slurm.JobOption;
import org.hpcctl.services.jobapi.slurm.Submission;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Kind;

/// A script that somebody wrote for others to run with values of their own. The values reach it as
/// environment, `PARAM_` and the parameter's name, and are never written into it: whatever a value
/// is, the script stays what its author wrote.
///
/// @param parameters by name, in the order they were written
record JobTemplate(
    String description,
    String script,
    Map<JobOption, String> options,
    SequencedMap<String, Parameter> parameters) {
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,47}");
  private static final int MOST_PARAMETERS = 100;

  static JobTemplate read(Fields fields) {
    SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();
    Fields section = fields.section("parameters");
    if (section.names().size() > MOST_PARAMETERS) {
      fields.fault("parameters", "expected at most " + MOST_PARAMETERS);
    }
    for (String name : section.names()) {
      section.object(name).ifPresent(each -> parameters.put(name, Parameter.read(each)));
      if (!NAME.matcher(name).matches()) {
        section.fault(name, "expected a name of capital letters, digits and underscores");
      }
    }
    return new JobTemplate(
        fields.optional("description", Kind.lines(0, 4000), ""),
        SubmissionFields.script(fields),
        SubmissionFields.options(fields),
        parameters);
  }

  /// The same as it is kept and shown.
  ObjectNode json() {
    ObjectNode json = Json.object().put("description", description).put("script", script);
    ObjectNode optionsJson = json.putObject("options");
    options.forEach((option, value) -> optionsJson.put(option.key(), value));
    ObjectNode parametersJson = json.putObject("parameters");
    parameters.forEach((name, parameter) -> parametersJson.set(name, parameter.json()));
    return json;
  }

  /// The job that these values make.
  Submission submission(Fields fields) {
    Fields values = fields.section("parameters");
    Map<String, String> environment = new TreeMap<>();
    parameters.forEach(
        (name, parameter) ->
            values
                .optional(name, kind(parameter))
                .or(() -> parameter.standard().flatMap(parameter::text))
                .ifPresentOrElse(
                    text -> environment.put("PARAM_" + name, text),
                    () -> values.fault(name, "missing; expected " + parameter.expectation())));
    Map<JobOption, String> all = new EnumMap<>(JobOption.class);
    all.putAll(options);
    all.putAll(SubmissionFields.options(fields));
    boolean hold = fields.optional("hold", Kind.flag(), false);
    return new Submission(script, all, environment, hold, Optional.empty(), Optional.empty());
  }

  private static Kind<String> kind(Parameter parameter) {
    return new Kind<>(
        parameter.expectation(), "", false, node -> parameter.text(node).orElse(null));
  }
}
