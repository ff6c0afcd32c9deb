package org.hpcctl.cli;

import module java.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.hpcctl.plan.SavedPlan;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;

/// A saved plan on the disk, as JSON.
final class SavedPlanFile {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SavedPlanFile() {}

  static void write(Path file, SavedPlan plan) {
    try {
      Path beside = file.resolveSibling("." + file.getFileName() + ".new");
      Files.writeString(beside, MAPPER.writeValueAsString(plan) + "\n");
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Refused(
          Problem.error("the plan cannot be written: " + e.getMessage(), "", "name another file")
              .at(Place.file(file.toString())));
    }
  }

  static SavedPlan read(Path file) {
    try {
      return MAPPER.readValue(file.toFile(), SavedPlan.class);
    } catch (JsonProcessingException e) {
      throw new Refused(
          Problem.error(
                  "this is not a plan that hpcctl saved",
                  Objects.requireNonNullElse(e.getOriginalMessage(), ""),
                  "save one with: hpcctl setup --save-plan FILE --dry-run")
              .at(Place.file(file.toString())));
    } catch (IOException e) {
      throw new Refused(
          Problem.error(
                  "the plan cannot be read: " + e.getMessage(), "", "look whether it is there")
              .at(Place.file(file.toString())));
    }
  }

  /// Refuses when what would be done now is not what the file says.
  static void demand(Path file, SavedPlan saved, SavedPlan now) {
    List<Problem> problems =
        saved.departures(now).stream()
            .map(
                departure ->
                    Problem.error(
                            "the plan does not hold any more: " + departure,
                            "exactly what was reviewed is applied, or nothing",
                            "make and review a new plan")
                        .at(Place.file(file.toString())))
            .toList();
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
  }
}
