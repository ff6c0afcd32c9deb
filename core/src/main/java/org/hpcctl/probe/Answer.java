package org.hpcctl.probe;

import module java.base;

import org.hpcctl.plan.Observation;
import org.hpcctl.resource.Facts;
import org.hpcctl.resource.Known;
import org.hpcctl.resource.Resource;

/// What a host printed for a question, sorted by what it speaks of. Lines without the nonce are
/// noise of a login shell and do not count.
final class Answer {
  private final Map<String, PathEntry> paths = new HashMap<>();
  private final Set<String> missing = new HashSet<>();
  private final Map<String, String> digests = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, String> packages = new HashMap<>();
  private final Map<String, String[]> accounts = new HashMap<>();
  private final Map<String, String[]> loaded = new HashMap<>();
  private final Map<String, String> installed = new HashMap<>();
  private final Map<String, String> started = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, String> blocks = new HashMap<>();
  private final Set<String> torn = new HashSet<>();
  private final Map<String, String> failures = new HashMap<>();
  private final Map<Integer, Reply> replies = new HashMap<>();
  private final Map<Integer, Reply> facts = new HashMap<>();
  private boolean ended;

  /// A path as find(1) describes it.
  ///
  /// @param type `f`, `d`, `l` or another letter of find's `%y`
  record PathEntry(char type, String owner, String group, String mode, long size, String target) {}

  /// What a question of a phase printed, and its exit status.
  record Reply(int status, String said) {}

  private Answer() {}

  /// Reads the lines that the question's script printed.
  static Observation observation(Question question, List<String> lines) {
    Answer answer = new Answer();
    String prefix = question.nonce() + "\t";
    for (String line : lines) {
      if (line.startsWith(prefix)) {
        answer.take(line.substring(prefix.length()).split("\t", -1));
      }
    }
    Map<String, Known<Resource>> known = new HashMap<>();
    Reading reading = new Reading(answer);
    for (int i = 0; i < question.resources().size(); i++) {
      Resource wanted = question.resources().get(i);
      known.put(
          wanted.id(),
          answer.ended
              ? reading.of(i, wanted)
              : new Known.Unknown<>("the host's answer ended too early"));
    }
    Map<String, String> facts = new HashMap<>();
    answer.facts.forEach(
        (index, reply) -> {
          if (reply.status() == 0) {
            facts.put(question.facts().get(index).name(), reply.said());
          }
        });
    return new Observation(known, new Facts(facts));
  }

  private void take(String[] field) {
    switch (field[0]) {
      case "path" ->
          paths.put(
              field[1],
              new PathEntry(
                  field[2].charAt(0),
                  field[3],
                  field[4],
                  field[5],
                  Long.parseLong(field[6]),
                  field[7]));
      case "nopath" -> missing.add(field[1]);
      case "sha" -> {
        int gap = field[1].indexOf("  ");
        digests.put(field[1].substring(gap + 2), field[1].substring(0, gap));
      }
      case "text" -> texts.put(field[1], decoded(field[2]));
      case "package" -> packages.put(field[1], field[2]);
      case "account" -> {
        String[] entry = (field[1] + ":" + field[2]).split(":", -1);
        accounts.put(entry[0], entry);
      }
      case "loaded" -> {
        String[] unit = columns(field[1], 4);
        loaded.put(unit[0], unit);
      }
      case "installed" -> {
        String[] file = columns(field[1], 3);
        installed.put(file[0], file[1]);
      }
      case "started" -> started.put(field[1], field[2]);
      case "setting" -> {
        String[] fileAndValue = field[1].split(":", 2);
        field[1] = fileAndValue[1];
        settings.put(fileAndValue[0], String.join(" ", Arrays.copyOfRange(field, 1, field.length)));
      }
      case "block" -> blocks.put(field[1], decoded(field[2]));
      case "torn" -> torn.add(field[1]);
      case "answer" -> replies.put(Integer.valueOf(field[1]), reply(field));
      case "fact" -> facts.put(Integer.valueOf(field[1]), reply(field));
      case "failed" -> failures.put(field[1], field[2]);
      case "end" -> ended = true;
      default -> throw new IllegalStateException("an unknown word in an answer: " + field[0]);
    }
  }

  private static Reply reply(String[] field) {
    return new Reply(
        Integer.parseInt(field[2]),
        String.join("\t", Arrays.copyOfRange(field, 3, field.length)).strip());
  }

  private static String[] columns(String line, int most) {
    return line.split(" +", most);
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  Optional<PathEntry> path(String path) {
    return Optional.ofNullable(paths.get(path));
  }

  boolean missing(String path) {
    return missing.contains(path);
  }

  Optional<String> digest(String path) {
    return Optional.ofNullable(digests.get(path));
  }

  Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }

  Optional<String> packageStatus(String name) {
    return Optional.ofNullable(packages.get(name));
  }

  /// The fields of passwd(5), and the names of all its groups as the last one.
  Optional<String[]> account(String name) {
    return Optional.ofNullable(accounts.get(name));
  }

  /// `LOAD` and `ACTIVE` of `systemctl list-units`, after the name.
  Optional<String[]> loaded(String unit) {
    return Optional.ofNullable(loaded.get(unit));
  }

  /// `STATE` of `systemctl list-unit-files`: `enabled`, `static`, …
  Optional<String> installed(String unit) {
    return Optional.ofNullable(installed.get(unit));
  }

  String startedWith(String unit) {
    return started.getOrDefault(unit, "");
  }

  Optional<String> setting(String file) {
    return Optional.ofNullable(settings.get(file));
  }

  Optional<String> block(String name) {
    return Optional.ofNullable(blocks.get(name));
  }

  /// Whether a block has our first marker and not our last.
  boolean torn(String name) {
    return torn.contains(name);
  }

  Optional<String> failure(String section) {
    return Optional.ofNullable(failures.get(section));
  }

  Optional<Reply> reply(int index) {
    return Optional.ofNullable(replies.get(index));
  }
}
