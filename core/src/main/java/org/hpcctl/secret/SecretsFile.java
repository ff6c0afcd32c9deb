package org.hpcctl.secret;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;

/// The secrets beside a YAML: lines of `NAME=value`, readable by their owner alone.
///
/// The value is everything after the first `=`, as it stands; only a pair of quotes around all of
/// it is taken off. Empty lines and lines that begin with `#` count for nothing.
public final class SecretsFile {
  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)");

  private final Path path;
  private final String name;
  private final String text;
  private final SortedMap<String, Secret> values;

  private SecretsFile(Path path, String name, String text, SortedMap<String, Secret> values) {
    this.path = path;
    this.name = name;
    this.text = text;
    this.values = values;
  }

  /// `cluster.yaml` has its secrets in `cluster.secrets.env`.
  public static Path beside(Path yaml) {
    String file = yaml.getFileName().toString();
    return yaml.resolveSibling(file.replaceFirst("\\.ya?ml$", "") + ".secrets.env");
  }

  /// Reads the file; one that does not exist has no secrets.
  ///
  /// @throws Refused when others may read it or a line is not understood
  public static SecretsFile open(Path path) {
    String name = path.toString();
    try {
      if (Files.notExists(path)) {
        return new SecretsFile(path, name, "", new TreeMap<>());
      }
      if (PrivateFile.open(path)) {
        throw new Refused(
            Problem.error(
                    "others than its owner may read or write %s".formatted(name),
                    "it holds the secrets of the cluster",
                    "chmod 600 " + name)
                .at(Place.file(name)));
      }
      String text = Files.readString(path);
      return new SecretsFile(path, name, text, parse(name, text));
    } catch (CharacterCodingException _) {
      throw new Refused(
          Problem.error(name + " is not text in UTF-8", "", "save it as UTF-8")
              .at(Place.file(name)));
    } catch (AccessDeniedException _) {
      throw new Refused(
          Problem.error(
                  name + " cannot be read",
                  "it holds the secrets of the cluster",
                  "run hpcctl as the owner of the file")
              .at(Place.file(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, Secret> parse(String name, String text) {
    SortedMap<String, Secret> values = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      Matcher form = LINE.matcher(line);
      Place place = new Place(name, number, 1, "");
      if (!form.matches()) {
        problems.add(
            Problem.error("this line is not NAME=value", "", "write one, or take the line out")
                .at(place));
      } else if (values.putIfAbsent(form.group(1), new Secret(unquoted(form.group(2)))) != null) {
        problems.add(
            Problem.error(
                    form.group(1) + " is given twice",
                    "only one value can count",
                    "take one of the two out")
                .at(place));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return values;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.startsWith("\"") || value.startsWith("'"))
            && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  public Optional<Secret> secret(String variable) {
    return Optional.ofNullable(values.get(variable));
  }

  /// 256 bits, in letters, digits, `-` and `_`: harmless in every file that it may reach.
  public static Secret invent() {
    byte[] bytes = new byte[32];
    // Made here: a run that only reads the file needs no source of randomness.
    new SecureRandom().nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// Adds lines at the end and writes the file; what was there stays as it was.
  public void add(SortedMap<String, Secret> made) {
    StringBuilder all = new StringBuilder(text);
    if (text.isEmpty()) {
      all.append(
          "# Secrets of the cluster, made by hpcctl. Keep this file out of version control.\n");
    } else if (!text.endsWith("\n")) {
      all.append('\n');
    }
    made.forEach(
        (variable, secret) ->
            all.append(variable).append('=').append(secret.reveal()).append('\n'));
    try {
      PrivateFile.write(path, all.toString());
    } catch (IOException e) {
      throw new Refused(
          Problem.error(
                  "%s cannot be written".formatted(name),
                  Optional.ofNullable(e.getMessage()).orElse(""),
                  "check who may write to its folder")
              .at(Place.file(name)));
    }
  }
}
