package org.hpcctl.cli;

import module java.base;

import java.nio.file.FileSystemException;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Secret;
import org.hpcctl.secret.SecretsFile;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Spec;
import org.hpcctl.spec.SpecReader;
import picocli.CommandLine.Option;

/// The option `--config` and the file behind it. A mixin of every command that needs the cluster.
final class SpecFile {
  static final String USUAL = "my_multihead_cluster.yaml";
  private static final int LARGEST = 1 << 20;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = {
        "The YAML of the cluster. Default: $HPCCTL_CONFIG,",
        "else " + USUAL + " in the working directory."
      })
  private Optional<String> config = Optional.empty();

  /// As if it was given by the option.
  static SpecFile of(String config) {
    SpecFile file = new SpecFile();
    file.config = Optional.of(config);
    return file;
  }

  /// The name as the operator gave it.
  String name(Terminal terminal) {
    return config
        .or(() -> terminal.environment().apply("HPCCTL_CONFIG").filter(name -> !name.isEmpty()))
        .orElse(USUAL);
  }

  Path path(Terminal terminal) {
    return terminal.path(name(terminal));
  }

  /// The folder of the file, where hpcctl keeps what it remembers.
  Path directory(Terminal terminal) {
    return Objects.requireNonNull(path(terminal).toAbsolutePath().getParent());
  }

  /// What a path in the file means: one that is relative is so to the file that names it.
  Path named(String path, Terminal terminal) {
    return path.startsWith("~/") ? terminal.path(path) : directory(terminal).resolve(path);
  }

  /// The cluster. That there are warnings is told in one line: `config validate` shows them.
  ///
  /// @throws Refused with all that is wrong
  Cluster read(Terminal terminal) {
    Spec spec = readWithWarnings(terminal);
    int warnings = spec.warnings().size();
    if (warnings > 0) {
      // Not by a format: that looks for the words of a locale, in a run that has nothing to do.
      terminal
          .err()
          .println(
              name(terminal)
                  + ": "
                  + warnings
                  + (warnings == 1 ? " warning" : " warnings")
                  + "; `hpcctl config validate` shows what");
    }
    return spec.cluster();
  }

  /// The cluster for a plan that is only looked at. Nothing of it reaches a host, so a variable
  /// that is not set is made up, and told; and without a file the annotated example is planned.
  Cluster readToLookAt(Terminal terminal) {
    if (config.isEmpty() && Files.notExists(path(terminal))) {
      Path example = Path.of(System.getProperty("hpcctl.home", "."), "examples", USUAL);
      if (Files.exists(example)) {
        terminal.err().println("There is no %s here: this is the example.".formatted(USUAL));
        config = Optional.of(example.toString());
      }
    }
    SortedSet<String> madeUp = new TreeSet<>();
    Cluster cluster =
        read(
                terminal,
                variable -> {
                  madeUp.add(variable);
                  return Optional.of(SecretsFile.invent().reveal());
                })
            .cluster();
    if (!madeUp.isEmpty()) {
      terminal.err().println("Not set, made up for this look: " + String.join(", ", madeUp));
    }
    return cluster;
  }

  /// The cluster and the warnings, for a command that shows them itself.
  Spec readWithWarnings(Terminal terminal) {
    return read(terminal, _ -> Optional.empty());
  }

  private Spec read(Terminal terminal, Function<String, Optional<String>> otherwise) {
    String text = text(terminal);
    SecretsFile secrets = SecretsFile.open(SecretsFile.beside(path(terminal)));
    return SpecReader.read(
        name(terminal),
        text,
        variable ->
            terminal
                .environment()
                .apply(variable)
                .or(() -> secrets.secret(variable).map(Secret::reveal))
                .or(() -> otherwise.apply(variable)));
  }

  /// The text of the file, judged only as a file.
  String text(Terminal terminal) {
    String name = name(terminal);
    Path path = path(terminal);
    try {
      if (Files.isDirectory(path)) {
        throw refused(name, "is a directory", "give the file itself");
      }
      byte[] bytes;
      try (InputStream file = Files.newInputStream(path)) {
        bytes = file.readNBytes(LARGEST + 1);
      }
      if (bytes.length > LARGEST) {
        throw refused(name, "is larger than 1 MB", "give the YAML of a cluster");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException _) {
      throw refused(
          name,
          "does not exist",
          "give it with --config, or write `hpcctl config init` to start one");
    } catch (CharacterCodingException _) {
      throw refused(name, "is not text in UTF-8", "save it as UTF-8");
    } catch (FileSystemException e) {
      throw refused(
          name,
          "cannot be read: " + Optional.ofNullable(e.getReason()).orElse("permission denied"),
          "check who may read it");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refused refused(String name, String what, String fix) {
    return new Refused(
        Problem.error(name + " " + what, "the cluster is described in it", fix)
            .at(Place.file(name)));
  }
}
