package org.hpcctl.lab;

import module java.base;

/// The machine the lab stands on: the one place that starts its commands.
final class Machine {
  private Machine() {}

  /// Runs a command and refuses to go on when it fails.
  static String run(String... words) {
    return run(List.of(words));
  }

  static String run(List<String> words) {
    return succeeded(words, ask("", words)).output();
  }

  /// Runs a command whose failure is an answer too.
  static Answer ask(String... words) {
    return ask("", List.of(words));
  }

  /// The same, with `input` on its standard input.
  static Answer ask(String input, List<String> words) {
    var output = new StringBuilder();
    int code = talk(input, words, line -> output.append(line).append('\n'));
    return new Answer(code, output.toString());
  }

  /// Runs a long command and hands on each line it prints at once.
  static void follow(Consumer<String> eachLine, String input, List<String> words) {
    var last = new ArrayDeque<String>();
    int code =
        talk(
            input,
            words,
            line -> {
              eachLine.accept(line);
              last.add(line);
              if (last.size() > 10) {
                last.remove();
              }
            });
    succeeded(words, new Answer(code, String.join("\n", last)));
  }

  /// Runs a command with the terminal of this process.
  ///
  /// @return its exit code
  static int attach(List<String> words) {
    try {
      return builder(words).redirectErrorStream(false).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw missing(words, e);
    } catch (InterruptedException _) {
      throw interrupted(words);
    }
  }

  /// Starts a command that outlives this process, in a session of its own.
  static ProcessHandle release(Path log, List<String> words) {
    try {
      return builder(Stream.concat(Stream.of("setsid"), words.stream()).toList())
          .redirectInput(new File("/dev/null"))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start()
          .toHandle();
    } catch (IOException e) {
      throw missing(words, e);
    }
  }

  /// The number in a file of `/proc/sys`. The kernel gives such a file out in one read only, and
  /// [Files#readString] makes two, the first of one byte.
  static int setting(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      return Integer.parseInt(reader.readLine().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int talk(String input, List<String> words, Consumer<String> eachLine) {
    Process process;
    try {
      process = builder(words).start();
    } catch (IOException e) {
      throw missing(words, e);
    }
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // It ended without reading its input; its exit code tells whether that was right.
    }
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(eachLine);
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      process.destroy();
      throw interrupted(words);
    }
  }

  private static ProcessBuilder builder(List<String> words) {
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }

  private static Answer succeeded(List<String> words, Answer answer) {
    if (!answer.succeeded()) {
      throw new Unable(
          "`%s` failed (exit code %d): %s"
              .formatted(String.join(" ", words), answer.code(), answer.output().strip()),
          "");
    }
    return answer;
  }

  private static Unable interrupted(List<String> words) {
    Thread.currentThread().interrupt();
    return new Unable("interrupted while running " + words.getFirst(), "");
  }

  private static Unable missing(List<String> words, IOException cause) {
    var unable = new Unable("cannot run " + words.getFirst() + ": " + cause.getMessage(), "");
    unable.initCause(cause);
    return unable;
  }
}
