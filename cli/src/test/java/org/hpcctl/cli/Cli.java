package org.hpcctl.cli;

import module java.base;

/// Runs the real command line in a folder of its own, with an environment of its own.
record Cli(Path folder, Map<String, String> environment, String input) {
  /// What it answered.
  record Result(int exit, String out, String err) {}

  Cli(Path folder) {
    this(folder, Map.of(), "");
  }

  Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new BufferedReader(new StringReader(input)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            input.isEmpty() ? Set.of() : EnumSet.allOf(Terminal.Standard.class),
            false,
            name -> Optional.ofNullable(environment.get(name)),
            folder);
    int exit = Main.run(args, terminal);
    return new Result(exit, out.toString(), err.toString());
  }
}
