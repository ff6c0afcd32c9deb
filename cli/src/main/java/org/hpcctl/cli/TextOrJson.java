package org.hpcctl.cli;

import picocli.CommandLine.Option;

/// The option `--format text|json`. A mixin of every command that answers either way.
final class TextOrJson {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: text.")
  private Word word = Word.text;

  /// The words of `--format`.
  enum Word {
    text,
    json
  }

  boolean json() {
    return word == Word.json;
  }
}
