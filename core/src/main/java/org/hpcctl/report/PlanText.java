package org.hpcctl.report;

import module java.base;

import org.hpcctl.plan.Change;
import org.hpcctl.plan.Difference;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Unit;

/// What would change, on which host, as an operator reads it before saying yes. What is alike on
/// several hosts is told once.
public final class PlanText {
  private static final int SHOWN_OF_A_NEW_FILE = 6;

  private final Ink ink;
  private final boolean whole;

  /// @param whole whether new files are shown whole rather than by their first lines
  public PlanText(Ink ink, boolean whole) {
    this.ink = ink;
    this.whole = whole;
  }

  public String of(Collection<Difference> differences) {
    StringBuilder text = new StringBuilder();
    groups(differences)
        .forEach(
            (stage, entries) -> {
              text.append(ink.bold(stage)).append('\n');
              entries.forEach((entry, hosts) -> append(text, entry, hosts));
              text.append('\n');
            });
    return text.append(summary(differences)).append('\n').toString();
  }

  /// One line: how much is to be done.
  public String summary(Collection<Difference> differences) {
    List<Change> pending = differences.stream().flatMap(d -> d.pending().stream()).toList();
    if (pending.isEmpty()) {
      return "Nothing to change on " + hosts(differences.size()) + ".";
    }
    long create = pending.stream().filter(Change.Create.class::isInstance).count();
    long update = pending.stream().filter(Change.Update.class::isInstance).count();
    long remove = pending.stream().filter(Change.Remove.class::isInstance).count();
    long changing = differences.stream().filter(difference -> !difference.empty()).count();
    return "%d to create, %d to change, %d to remove on %s."
        .formatted(create, update, remove, hosts(changing));
  }

  private static String hosts(long count) {
    return count == 1 ? "1 host" : count + " hosts";
  }

  // Stage → what is printed → hosts that share it, all in the order of the plan.
  private SequencedMap<String, SequencedMap<String, List<String>>> groups(
      Collection<Difference> differences) {
    SequencedMap<Integer, String> titles = new TreeMap<>();
    Map<Integer, SequencedMap<String, List<String>>> entries = new HashMap<>();
    for (Difference difference : differences) {
      for (Difference.Part part : difference.stages()) {
        for (Change change : part.changes()) {
          if (change.pending() || change instanceof Change.Blocked) {
            titles.put(part.index(), part.phase() + ": " + part.stage());
            entries
                .computeIfAbsent(part.index(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(entry(change), _ -> new ArrayList<>())
                .add(difference.host());
          }
        }
      }
    }
    SequencedMap<String, SequencedMap<String, List<String>>> groups = new LinkedHashMap<>();
    titles.forEach((index, title) -> groups.put(title, Objects.requireNonNull(entries.get(index))));
    return groups;
  }

  private void append(StringBuilder text, String entry, List<String> hosts) {
    List<String> lines = entry.lines().toList();
    text.append("  ")
        .append(lines.getFirst())
        .append("  ")
        .append(ink.faint("[" + String.join(" ", hosts) + "]"))
        .append('\n');
    lines.stream().skip(1).forEach(line -> text.append("      ").append(line).append('\n'));
  }

  private String entry(Change change) {
    Resource desired = change.desired();
    return switch (change) {
      case Change.Create _ ->
          ink.green("+ " + desired.id()) + details(properties(desired)) + diff(change);
      case Change.Update(_, Resource observed, List<String> fields) ->
          ink.yellow("~ " + desired.id())
              + details(transitions(desired, observed, fields))
              + diff(change);
      case Change.Remove _ -> ink.red("- " + desired.name());
      case Change.Blocked(_, var problem) -> ink.red("! " + desired.id()) + "\n" + problem.what();
      case Change.InSync _ -> "= " + desired.id();
    };
  }

  private static String details(String details) {
    return details.isEmpty() ? "" : "  " + details;
  }

  private static String properties(Resource desired) {
    Map<String, String> fields = desired.fields();
    String owner = fields.get("owner");
    return owner == null ? "" : owner + ":" + fields.get("group") + " " + fields.get("mode");
  }

  private static String transitions(Resource desired, Resource observed, List<String> fields) {
    if (desired instanceof Unit unit && fields.equals(List.of("started-with"))) {
      return switch (unit.onChange()) {
        case RELOAD -> "reload: what it has read has changed";
        case RESTART -> "restart: what it was started with has changed";
      };
    }
    return fields.stream()
        .map(
            field ->
                field + " " + observed.fields().get(field) + " → " + desired.fields().get(field))
        .collect(Collectors.joining(", "));
  }

  private String diff(Change change) {
    List<String> lines = FileDiff.of(change);
    if (lines.isEmpty()) {
      return "";
    }
    boolean cut =
        !whole && change instanceof Change.Create && lines.size() > SHOWN_OF_A_NEW_FILE + 3;
    List<String> shown = cut ? lines.subList(3, 3 + SHOWN_OF_A_NEW_FILE) : lines;
    String text = shown.stream().map(this::painted).collect(Collectors.joining("\n", "\n", ""));
    return cut
        ? text
            + "\n"
            + ink.faint("… %d more lines (--verbose)".formatted(lines.size() - 3 - shown.size()))
        : text;
  }

  private String painted(String line) {
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> ink.green(line);
      case '-' -> ink.red(line);
      case '@' -> ink.faint(line);
      default -> line;
    };
  }
}
