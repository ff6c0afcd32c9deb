package org.hpcctl.cli;

import module java.base;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;

/// Problems for machines: `{"problems": [{severity, what, why, fix, file, line, column, path}]}`.
final class ProblemJson {
  private ProblemJson() {}

  static String of(List<Problem> problems) {
    return JsonNodeFactory.instance
        .objectNode()
        .<ObjectNode>set("problems", array(problems))
        .toPrettyString();
  }

  static ArrayNode array(List<Problem> problems) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Problem problem : problems) {
      ObjectNode one = array.addObject();
      one.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
      one.put("what", problem.what());
      one.put("why", problem.why());
      one.put("fix", problem.fix());
      problem.place().ifPresent(place -> put(one, place));
    }
    return array;
  }

  private static void put(ObjectNode one, Place place) {
    one.put("file", place.file());
    if (place.line() > 0) {
      one.put("line", place.line());
      one.put("column", place.column());
    }
    if (!place.path().isEmpty()) {
      one.put("path", place.path());
    }
  }
}
