package org.hpcctl.report;

import module java.base;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.plan.Change;
import org.hpcctl.plan.Difference;
import org.hpcctl.problem.Problem;
import org.hpcctl.resource.Resource;
import org.hpcctl.run.HostResult;

/// Plans and runs as JSON (RFC 8259), for scripts. Fields are only ever added.
public final class PlanJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private PlanJson() {}

  /// What would change, and why nothing can be said of some hosts.
  public static String plan(Collection<Difference> differences, Collection<Problem> problems) {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode hosts = root.putArray("hosts");
    for (Difference difference : differences) {
      ObjectNode host = hosts.addObject().put("host", difference.host());
      ArrayNode changes = host.putArray("changes");
      for (Difference.Part part : difference.stages()) {
        part.pending().forEach(change -> changes.add(change(part, change)));
      }
      problems(host.putArray("problems"), difference.problems());
    }
    root.put("changes", differences.stream().mapToInt(d -> d.pending().size()).sum());
    problems(root.putArray("problems"), problems);
    return text(root);
  }

  /// How a run ended.
  public static String run(
      String id, Collection<HostResult> results, Collection<Problem> problems) {
    ObjectNode root = MAPPER.createObjectNode().put("run", id);
    ArrayNode hosts = root.putArray("hosts");
    for (HostResult result : results) {
      ObjectNode host = hosts.addObject().put("host", result.host());
      host.put("status", result.succeeded() ? "done" : "failed");
      host.put("changes", result.changed());
      host.put("units_moved", result.moved());
      problems(host.putArray("problems"), result.problems());
    }
    root.put("changes", results.stream().mapToInt(HostResult::changed).sum());
    problems(root.putArray("problems"), problems);
    return text(root);
  }

  private static ObjectNode change(Difference.Part part, Change change) {
    Resource desired = change.desired();
    ObjectNode node =
        MAPPER
            .createObjectNode()
            .put("phase", part.phase())
            .put("stage", part.stage())
            .put("kind", desired.kind())
            .put("name", desired.name());
    switch (change) {
      case Change.Create _ -> {
        node.put("action", "create");
        ObjectNode fields = node.putObject("fields");
        desired.fields().forEach((name, value) -> fields.putObject(name).put("to", value));
      }
      case Change.Update(_, Resource observed, List<String> names) -> {
        node.put("action", "update");
        ObjectNode fields = node.putObject("fields");
        names.forEach(
            name ->
                fields
                    .putObject(name)
                    .put("from", observed.fields().get(name))
                    .put("to", desired.fields().get(name)));
      }
      case Change.Remove _ -> node.put("action", "remove");
      case Change.InSync _ -> node.put("action", "none");
      case Change.Blocked _ -> node.put("action", "blocked");
    }
    List<String> diff = FileDiff.of(change);
    if (!diff.isEmpty()) {
      node.put("diff", String.join("\n", diff) + "\n");
    }
    return node;
  }

  private static void problems(ArrayNode array, Collection<Problem> problems) {
    for (Problem problem : problems) {
      ObjectNode node = array.addObject();
      node.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
      node.put("what", problem.what());
      problem.place().ifPresent(place -> node.put("where", place.toString()));
      node.put("why", problem.why());
      node.put("fix", problem.fix());
    }
  }

  private static String text(ObjectNode root) {
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
