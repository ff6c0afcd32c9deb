package org.hpcctl.probe;

import module java.base;

import org.hpcctl.plan.Fact;
import org.hpcctl.plan.Observation;
import org.hpcctl.resource.Absence;
import org.hpcctl.resource.Account;
import org.hpcctl.resource.Artifact;
import org.hpcctl.resource.Block;
import org.hpcctl.resource.DebianPackage;
import org.hpcctl.resource.Directory;
import org.hpcctl.resource.Guarded;
import org.hpcctl.resource.Link;
import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.SecretFile;
import org.hpcctl.resource.Sysctl;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Tree;
import org.hpcctl.resource.Unit;
import org.hpcctl.shell.Command;

/// All that a plan needs to know of one host, as one script. Whatever is alike is asked for by one
/// process, so that seventy resources cost little more than one.
///
/// @param nonce begins every line of the answer; letters and digits, new for each question
public record Question(String nonce, List<Resource> resources, List<Fact> facts) {
  private static final String WORDS = words();

  public Question {
    resources = List.copyOf(resources);
    facts = List.copyOf(facts);
  }

  public static Question of(List<Resource> resources, List<Fact> facts) {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    return new Question("q" + HexFormat.of().formatHex(random), resources, facts);
  }

  /// The script, to be read by `sh -s`. It is one function, so that no command in it can swallow
  /// the rest of the script from standard input.
  public String script() {
    StringBuilder script = new StringBuilder();
    script.append("N=").append(nonce).append('\n').append(WORDS).append("\n");
    appendQuestions(script);
    script.append("probe() {\n");
    append(script, "paths", paths());
    appendTexts(script);
    append(script, "digests", all(SecretFile.class, SecretFile::path));
    append(script, "packages", all(DebianPackage.class, DebianPackage::name));
    append(script, "accounts", all(Account.class, Account::name));
    append(script, "units", all(Unit.class, Unit::name));
    append(
        script,
        "settings",
        all(Sysctl.class, setting -> "/proc/sys/" + setting.name().replace('.', '/')));
    for (Block block : every(Block.class)) {
      append(script, "block", List.of(block.path(), block.block()));
    }
    for (int i = 0; i < resources.size(); i++) {
      if (resources.get(i) instanceof Guarded || resources.get(i) instanceof Requirement) {
        script.append("  answer answer ").append(i).append(" q").append(i).append('\n');
      }
    }
    for (int i = 0; i < facts.size(); i++) {
      script.append("  answer fact ").append(i).append(" f").append(i).append('\n');
    }
    script.append("  printf '%s\\tend\\n' \"$N\"\n}\nprobe </dev/null\n");
    return script.toString();
  }

  /// Reads what the script printed.
  ///
  /// @param lines of standard output; those without the nonce are noise of a login shell
  public Observation read(List<String> lines) {
    return Answer.observation(this, lines);
  }

  private void appendQuestions(StringBuilder script) {
    for (int i = 0; i < resources.size(); i++) {
      Optional<String> probe =
          switch (resources.get(i)) {
            case Guarded guarded -> Optional.of(guarded.probe());
            case Requirement requirement -> Optional.of(requirement.probe());
            case Absence _, Account _, Artifact _, Block _, DebianPackage _, Directory _, Link _ ->
                Optional.empty();
            case SecretFile _, Sysctl _, TextFile _, Tree _, Unit _ -> Optional.empty();
          };
      if (probe.isPresent()) {
        function(script, "q" + i, probe.get());
      }
    }
    for (int i = 0; i < facts.size(); i++) {
      function(script, "f" + i, facts.get(i).script());
    }
  }

  private static void function(StringBuilder script, String name, String body) {
    script.append(name).append("() {\n").append(body).append("\n}\n");
  }

  private void appendTexts(StringBuilder script) {
    List<TextFile> files = every(TextFile.class);
    if (files.isEmpty()) {
      return;
    }
    // As `sha256sum` prints them. Of a text that is any of these the content need not come back.
    String expected =
        files.stream()
            .flatMap(
                file ->
                    file.content().foreseen().stream()
                        .map(text -> text.digest() + "  " + file.path() + ";"))
            .collect(Collectors.joining());
    List<String> words = new ArrayList<>(List.of(expected));
    files.forEach(file -> words.add(file.path()));
    append(script, "texts", words);
  }

  private List<String> paths() {
    return resources.stream().flatMap(resource -> path(resource).stream()).distinct().toList();
  }

  private static Optional<String> path(Resource resource) {
    return switch (resource) {
      case Absence absence -> Optional.of(absence.path());
      case Artifact artifact -> Optional.of(artifact.path());
      case Directory directory -> Optional.of(directory.path());
      case Link link -> Optional.of(link.path());
      case SecretFile file -> Optional.of(file.path());
      case TextFile file -> Optional.of(file.path());
      case Tree tree -> Optional.of(tree.path());
      case Account _, Block _, DebianPackage _, Guarded _, Requirement _, Sysctl _, Unit _ ->
          Optional.empty();
    };
  }

  private static void append(StringBuilder script, String word, List<String> arguments) {
    if (!arguments.isEmpty()) {
      List<String> words = new ArrayList<>(List.of(word));
      words.addAll(arguments);
      script.append("  ").append(new Command(words)).append('\n');
    }
  }

  private <R extends Resource> List<R> every(Class<R> kind) {
    return resources.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private <R extends Resource> List<String> all(Class<R> kind, Function<R, String> name) {
    return every(kind).stream().map(name).toList();
  }

  private static String words() {
    try (InputStream in = Objects.requireNonNull(Question.class.getResourceAsStream("probe.sh"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
