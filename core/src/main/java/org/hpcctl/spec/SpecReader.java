package org.hpcctl.spec;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.spec.schema.Migration;
import org.hpcctl.spec.schema.Reading;
import org.hpcctl.spec.schema.Yaml;
import org.hpcctl.spec.schema.YamlText;

/// From the text of the YAML to the cluster, or to everything that is wrong with it.
public final class SpecReader {
  private SpecReader() {}

  /// @param fileName as the operator gave it, for the problems
  /// @param variables what `${NAME}` stands for; empty when it is not set
  /// @throws Refused with all errors and warnings in the order of their lines
  public static Spec read(
      String fileName, String text, Function<String, Optional<String>> variables) {
    Yaml.Mapping document = YamlText.parse(fileName, text);
    Reading reading = new Reading(variables);
    reading.stands("", document.place());
    Cluster cluster = ClusterSection.SECTION.read(document, "", reading);
    List<Problem> problems = new ArrayList<>(reading.problems());
    Set<Place> faulty =
        problems.stream()
            .filter(Problem::refuses)
            .flatMap(problem -> problem.place().stream())
            .collect(Collectors.toSet());
    // A stand-in at a faulty place may break a rule as well; one error there is enough. And what
    // only deserves a warning may look different once the errors are gone.
    SpecRules.check(cluster, reading.places()).stream()
        .filter(problem -> problem.place().filter(faulty::contains).isEmpty())
        .filter(problem -> problem.refuses() || faulty.isEmpty())
        .forEach(problems::add);
    problems = Gathered.of(problems);
    problems.sort(SpecReader::byPlace);
    if (problems.stream().anyMatch(Problem::refuses)) {
      throw new Refused(problems);
    }
    return new Spec(cluster, problems);
  }

  // Not of Comparator's building blocks: theirs are serializable, which an AOT cache cannot hold.
  private static int byPlace(Problem one, Problem other) {
    Place first = one.place().orElse(Place.file(""));
    Place second = other.place().orElse(Place.file(""));
    return first.line() == second.line()
        ? Integer.compare(first.column(), second.column())
        : Integer.compare(first.line(), second.line());
  }

  /// The variables that the file asks for, in the order of their names.
  public static List<Reading.Variable> variables(String fileName, String text) {
    Reading reading = new Reading(_ -> Optional.empty());
    ClusterSection.SECTION.read(YamlText.parse(fileName, text), "", reading);
    return reading.variables();
  }

  /// The cluster as it would be written with every key, secrets as their fingerprint.
  public static Object shown(Cluster cluster) {
    return ClusterSection.SECTION.shown(cluster);
  }

  /// JSON Schema, draft 2020-12, of the documented form.
  public static Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "hpcctl cluster");
    schema.putAll(ClusterSection.SECTION.schema());
    return schema;
  }

  /// Every key of the documented form: `controllers[].hostname`.
  public static List<String> allPaths() {
    return ClusterSection.SECTION.paths("");
  }

  /// The keys that a file writes, in the same notation.
  public static Set<String> paths(String fileName, String text) {
    Reading reading = new Reading(_ -> Optional.empty());
    ClusterSection.SECTION.read(YamlText.parse(fileName, text), "", reading);
    return reading.places().paths();
  }

  /// The file in the documented form.
  public static Migration.Migrated migrated(String fileName, String text) {
    return Migration.of(ClusterSection.SECTION, YamlText.parse(fileName, text), text);
  }
}
