package org.hpcctl.cli.lab;

import module java.base;

import org.hpcctl.cli.Main;
import org.hpcctl.cli.Terminal;

/// One person at a terminal without colours: what was typed and what came back, in one text.
final class Session {
  private final StringWriter text = new StringWriter();

  /// Runs `hpcctl` and answers with its exit status.
  int type(String line) {
    text.write("$ hpcctl " + line + "\n");
    var writer = new PrintWriter(text);
    int status =
        Main.run(
            line.split(" "),
            new Terminal(
                new BufferedReader(Reader.nullReader()),
                writer,
                writer,
                Set.of(),
                false,
                _ -> Optional.empty(),
                Path.of("")));
    text.write("[%d]\n".formatted(status));
    return status;
  }

  String text() {
    return text.toString();
  }
}
