package org.hpcctl.spec.schema;

import module java.base;

/// Rewrites a file from the spellings of the wild to the documented form, by editing its text: what
/// is not touched keeps its comments, its order and its spaces.
public final class Migration {
  private final List<String> lines;
  private final List<Edit> edits = new ArrayList<>();
  private final SortedMap<Integer, String> done = new TreeMap<>();
  private final SortedMap<Integer, String> left = new TreeMap<>();
  private final Set<Integer> dropped = new HashSet<>();
  private final Map<Integer, Integer> dedents = new HashMap<>();
  private final String text;

  private Migration(String text) {
    this.text = text;
    this.lines = text.lines().toList();
  }

  private record Edit(Yaml.Span span, String replacement) {}

  /// @param text the file in the documented form
  /// @param done what was changed, one sentence each, with its line in the old file
  /// @param left what still has its old spelling, which is read as well
  public record Migrated(String text, List<String> done, List<String> left) {}

  public static Migrated of(Shape<?> shape, Yaml.Mapping document, String text) {
    Migration migration = new Migration(text);
    shape.migrate(document, migration);
    return new Migrated(migration.applied(), sentences(migration.done), sentences(migration.left));
  }

  private static List<String> sentences(SortedMap<Integer, String> byLine) {
    return byLine.entrySet().stream()
        .map(entry -> "line %d: %s".formatted(entry.getKey(), entry.getValue()))
        .toList();
  }

  void rename(Yaml.Scalar key, String name) {
    edits.add(new Edit(key.span(), name));
    note(key, "`%s` is now `%s`".formatted(key.text(), name));
  }

  /// A single value becomes a section with one key.
  void spellOut(Yaml.Scalar value, String key) {
    int start = text.offsetByCodePoints(0, value.span().start());
    int end = text.offsetByCodePoints(0, value.span().end());
    edits.add(new Edit(value.span(), "{%s: %s}".formatted(key, text.substring(start, end))));
    done.merge(
        value.place().line(), "`%s:` is now spelled out".formatted(key), (a, b) -> a + ", " + b);
  }

  /// The keys inside a wrapper move out of it and its own line goes, when that can be done by
  /// moving lines.
  void unwrap(Yaml.Entry wrapper) {
    int line = wrapper.key().place().line();
    int indent = wrapper.key().place().column() - 1;
    boolean alone = lines.get(line - 1).substring(0, indent).isBlank();
    if (!alone
        || !(wrapper.value() instanceof Yaml.Mapping inner)
        || inner.flow()
        || inner.entries().isEmpty()) {
      left.put(line, "`%s` still stands around its keys".formatted(wrapper.key().text()));
      return;
    }
    int by = inner.entries().getFirst().key().place().column() - 1 - indent;
    dropped.add(line);
    for (int i = line + 1; i <= lines.size(); i++) {
      String one = lines.get(i - 1);
      boolean content = !one.isBlank() && !one.stripLeading().startsWith("#");
      if (content && spaces(one) <= indent) {
        break;
      }
      dedents.merge(i, by, Integer::sum);
    }
    note(wrapper.key(), "the keys inside `%s` stand outside now".formatted(wrapper.key().text()));
  }

  private void note(Yaml.Scalar key, String what) {
    done.merge(key.place().line(), what, (a, b) -> a + ", " + b);
  }

  private static int spaces(String line) {
    return line.length() - line.stripLeading().length();
  }

  private String applied() {
    edits.sort(Comparator.comparingInt((Edit edit) -> edit.span().start()).reversed());
    StringBuilder edited = new StringBuilder(text);
    for (Edit edit : edits) {
      edited.replace(
          text.offsetByCodePoints(0, edit.span().start()),
          text.offsetByCodePoints(0, edit.span().end()),
          edit.replacement());
    }
    List<String> result = new ArrayList<>();
    int number = 0;
    for (String line : edited.toString().lines().toList()) {
      number++;
      if (dropped.contains(number)) {
        int comment = line.indexOf(" #");
        if (comment >= 0) {
          result.add(" ".repeat(spaces(line)) + line.substring(comment + 1));
        }
        continue;
      }
      int by = Math.min(dedents.getOrDefault(number, 0), spaces(line));
      result.add(line.substring(by));
    }
    return String.join("\n", result) + "\n";
  }
}
