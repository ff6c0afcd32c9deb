package org.hpcctl.apply;

import module java.base;

import org.hpcctl.plan.Change;
import org.hpcctl.plan.Rollout;
import org.hpcctl.plan.Stage;
import org.hpcctl.plan.Validation;
import org.hpcctl.resource.Absence;
import org.hpcctl.resource.Artifact;
import org.hpcctl.resource.Blob;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Tree;
import org.hpcctl.resource.Unit;
import org.hpcctl.shell.Command;

/// One stage's changes on one host, as one script that is started once and survives a dropped link.
///
/// @param run names the run on the host: its unit, its folder, its log
/// @param nonce begins every progress line
/// @param changes the pending ones, in the stage's order; progress speaks of them by their index
public record Program(String run, String nonce, Stage stage, List<Change> changes) {
  private static final String WORDS = words();

  public Program {
    changes = List.copyOf(changes);
  }

  public static Program of(String run, Stage stage, List<Change> pending) {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    return new Program(run, "a" + HexFormat.of().formatHex(random), stage, pending);
  }

  /// The files of the release that must be on the host before the script starts.
  public List<Blob> blobs() {
    return changes.stream()
        .flatMap(
            change ->
                switch (change.desired()) {
                  case Artifact artifact -> Stream.of(artifact.blob());
                  case Tree tree -> Stream.of(tree.archive());
                  default -> Stream.<Blob>empty();
                })
        .distinct()
        .toList();
  }

  /// The script that does the work, to be run apart from the connection.
  public String script() {
    StringBuilder script = new StringBuilder();
    script.append("N=").append(nonce).append("\nRUN=").append(run).append("\nDRAINED=\n");
    script.append(WORDS).append('\n');
    for (int i = 0; i < changes.size(); i++) {
      function(script, "s" + i, Recipe.body(changes.get(i).desired()));
    }
    for (int i = 0; i < stage.validations().size(); i++) {
      file(script, "v" + i, stage.validations().get(i).script());
    }
    rollout(script);
    script.append("main() {\n  begin\n");
    validators(script);
    changes.forEach(change -> Recipe.expectation(change).ifPresent(line -> line(script, line)));
    if (stage.rollout() instanceof Rollout.OneByOne) {
      line(script, "drained");
    }
    forget(script);
    for (List<Integer> group : groups()) {
      append(script, group);
    }
    if (stage.rollout() instanceof Rollout.OneByOne oneByOne) {
      line(script, "becomes_ready " + oneByOne.patience().toSeconds());
    }
    script.append("  commit\n}\nmain </dev/null\n");
    return script.toString();
  }

  /// The script for the connection: it starts [#script()] as a unit of its own and follows its
  /// progress, so that a dropped link stops the following and not the work (systemd-run(1)).
  public String launcher() {
    String folder = "/var/lib/hpcctl/runs/" + run;
    String end = "END-" + nonce;
    return """
    umask 077
    mkdir -p %1$s && chmod 700 /var/lib/hpcctl /var/lib/hpcctl/runs %1$s
    cat >%1$s/script <<'%2$s' || exit 1
    %3$s
    %2$s
    launch() {
      : >%1$s/log
      systemd-run --quiet --collect --unit=hpcctl-%4$s --property=StandardOutput=append:%1$s/log \\
        --property=StandardError=append:%1$s/log /bin/sh %1$s/script || return
      pid=$(systemctl show --property=MainPID --value hpcctl-%4$s)
      [ "${pid:-0}" = 0 ] || tail -n +1 -s 0.05 --pid="$pid" -f %1$s/log
      [ "${pid:-0}" != 0 ] || cat %1$s/log
      rm -f %1$s/script
    }
    launch </dev/null
    """
        .formatted(folder, end, script(), run);
  }

  private void forget(StringBuilder script) {
    List<String> words = new ArrayList<>(List.of("forget"));
    for (Change change : changes) {
      if (change.desired() instanceof Unit unit && !unit.startedWith().isEmpty()) {
        words.add(unit.name());
      }
    }
    if (words.size() > 1) {
      line(script, new Command(words).toString());
    }
  }

  private void rollout(StringBuilder script) {
    switch (stage.rollout()) {
      case Rollout.Everywhere _ -> {}
      case Rollout.OneByOne oneByOne -> {
        function(script, "drain", oneByOne.drain());
        function(script, "ready", oneByOne.ready());
        function(script, "restore", oneByOne.restore());
      }
    }
  }

  // Consecutive packages, files and units are each done together.
  private List<List<Integer>> groups() {
    List<List<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      if (i > 0 && together(changes.get(i - 1).desired(), changes.get(i).desired())) {
        groups.getLast().add(i);
      } else {
        groups.add(new ArrayList<>(List.of(i)));
      }
    }
    return groups;
  }

  private static boolean together(Resource one, Resource next) {
    return (one instanceof DebianPackage && next instanceof DebianPackage)
        || (one instanceof Unit && next instanceof Unit)
        || (Recipe.swapped(one).isPresent() && Recipe.swapped(next).isPresent());
  }

  private void append(StringBuilder script, List<Integer> group) {
    Resource first = changes.get(group.getFirst()).desired();
    if (first instanceof DebianPackage) {
      List<String> install = new ArrayList<>(List.of("install_packages"));
      group.forEach(i -> install.add(changes.get(i).desired().name()));
      line(script, "together '" + indexes(group) + "' " + new Command(install));
    } else if (first instanceof Unit) {
      units(script, group);
    } else if (Recipe.swapped(first).isPresent()) {
      files(script, group);
    } else {
      int index = group.getFirst();
      line(script, "step " + index + " s" + index);
    }
  }

  private void files(StringBuilder script, List<Integer> group) {
    String set = "f" + group.getFirst();
    StringBuilder body = new StringBuilder();
    // A file with two blocks is laid down once.
    SequencedSet<String> laid = new LinkedHashSet<>();
    List<String> gone = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (int i : group) {
      String path = Recipe.swapped(changes.get(i).desired()).orElseThrow();
      paths.add(path);
      if (changes.get(i).desired() instanceof Absence) {
        gone.add(path);
      } else {
        laid.add(path);
      }
      body.append("  s").append(i).append('\n');
    }
    for (int i = 0; i < stage.validations().size(); i++) {
      Validation validation = stage.validations().get(i);
      if (paths.stream().anyMatch(path -> path.startsWith(validation.root() + "/"))) {
        body.append("  ")
            .append(Command.of("validate", validation.root(), String.join(" ", gone)))
            .append(" \"$WORK/v")
            .append(i)
            .append("\"\n");
      }
    }
    append(body, "swap", laid);
    append(body, "remove", gone);
    if (paths.stream().anyMatch(path -> path.startsWith("/etc/systemd/"))) {
      body.append("  systemctl daemon-reload\n");
    }
    // Defined where it is used: a set is one function, so that it is staged, checked and swapped
    // whole.
    script.append("  ").append(set).append("() {\n").append(body).append("  }\n");
    line(script, "together '" + indexes(group) + "' " + set);
  }

  private void units(StringBuilder script, List<Integer> group) {
    String set = "u" + group.getFirst();
    SequencedMap<String, List<String>> enable = new LinkedHashMap<>();
    SequencedMap<String, List<String>> move = new LinkedHashMap<>();
    StringBuilder body = new StringBuilder();
    for (int i : group) {
      Unit unit = (Unit) changes.get(i).desired();
      UnitMove wanted = UnitMove.of(changes.get(i));
      wanted
          .enable()
          .ifPresent(word -> enable.computeIfAbsent(word, _ -> new ArrayList<>()).add(unit.name()));
      wanted
          .action()
          .ifPresent(word -> move.computeIfAbsent(word, _ -> new ArrayList<>()).add(unit.name()));
    }
    enable.forEach(
        (word, names) ->
            body.append("  ").append(command("enable_units", word, names)).append('\n'));
    move.forEach(
        (word, names) -> body.append("  ").append(command("move_units", word, names)).append('\n'));
    for (int i : group) {
      Unit unit = (Unit) changes.get(i).desired();
      if (!unit.startedWith().isEmpty()) {
        body.append("  ")
            .append(Command.of("started_with", unit.name(), unit.startedWith()))
            .append('\n');
      }
    }
    script.append("  ").append(set).append("() {\n").append(body).append("  :\n  }\n");
    line(script, "together '" + indexes(group) + "' " + set);
  }

  private static void append(StringBuilder body, String word, Collection<String> paths) {
    if (!paths.isEmpty()) {
      List<String> words = new ArrayList<>(List.of(word));
      words.addAll(paths);
      body.append("  ").append(new Command(words)).append('\n');
    }
  }

  private static Command command(String word, String first, List<String> names) {
    List<String> words = new ArrayList<>(List.of(word, first));
    words.addAll(names);
    return new Command(words);
  }

  private void validators(StringBuilder script) {
    for (int i = 0; i < stage.validations().size(); i++) {
      line(script, "v" + i + " >\"$WORK/v" + i + "\"");
    }
  }

  private static String indexes(List<Integer> group) {
    return group.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static void line(StringBuilder script, String line) {
    script.append("  ").append(line).append('\n');
  }

  private static void function(StringBuilder script, String name, String body) {
    script.append(name).append("() {\n").append(body).append("\n}\n");
  }

  // A function that prints a text: the text is data, whatever stands in it.
  private static void file(StringBuilder script, String name, String text) {
    function(script, name, Command.of("printf", "%s\\n", text).toString());
  }

  private static String words() {
    try (InputStream in = Objects.requireNonNull(Program.class.getResourceAsStream("apply.sh"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
