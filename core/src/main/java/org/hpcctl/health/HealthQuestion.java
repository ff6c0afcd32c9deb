package org.hpcctl.health;

import module java.base;

import org.hpcctl.shell.Command;
import org.hpcctl.shell.Script;

/// All that is looked at on one host, as one script.
///
/// @param nonce begins every line of the answer; letters and digits, new for each question
/// @param patience how long one answer over HTTP may take
public record HealthQuestion(String nonce, List<Subject> subjects, Duration patience) {
  private static final String WORDS = words();

  public HealthQuestion {
    subjects = List.copyOf(subjects);
  }

  public static HealthQuestion of(List<Subject> subjects, Duration patience) {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    return new HealthQuestion("h" + HexFormat.of().formatHex(random), subjects, patience);
  }

  /// To be read by `sh -s`. It is one function, so that no command in it can swallow the rest of
  /// the script from standard input.
  public Script script() {
    StringBuilder text = new StringBuilder();
    text.append("N=").append(nonce).append('\n');
    text.append("T=").append(patience.toMillis() / 1000.0).append('\n');
    text.append(WORDS).append("\nlook() {\n");
    append(text, "asks", addresses());
    append(text, "units", units());
    for (Subject subject : subjects) {
      switch (subject) {
        case Subject.Certificate(var name, var address, int port, var file) -> {
          append(text, "stored", List.of(file));
          append(text, "shown", List.of(name, Integer.toString(port), address));
        }
        case Subject.VirtualIp(var address) -> append(text, "holds", List.of(address));
        case Subject.Web _, Subject.Daemon _ -> {}
      }
    }
    text.append("  about\n  printf '%s\\tend\\n' \"$N\"\n}\nlook </dev/null\n");
    // The certificate is asked for after the services: two patiences, and the rest.
    return new Script(text.toString(), patience.multipliedBy(2).plusSeconds(15));
  }

  /// Reads what the script printed.
  ///
  /// @param lines of standard output; those without the nonce are noise of a login shell
  public HostAnswer read(List<String> lines) {
    return HostAnswer.read(this, lines);
  }

  /// What is asked over HTTP, in the order of the subjects.
  List<String> addresses() {
    return subjects.stream()
        .<String>mapMulti(
            (subject, url) -> {
              if (subject instanceof Subject.Web web) {
                url.accept(web.url());
              }
            })
        .toList();
  }

  /// The units asked for, in the order of the subjects.
  List<String> units() {
    return subjects.stream()
        .<String>mapMulti(
            (subject, unit) -> {
              switch (subject) {
                case Subject.Web web -> unit.accept(web.unit());
                case Subject.Daemon daemon -> unit.accept(daemon.unit());
                case Subject.Certificate _, Subject.VirtualIp _ -> {}
              }
            })
        .toList();
  }

  private static void append(StringBuilder text, String word, List<String> arguments) {
    if (!arguments.isEmpty()) {
      List<String> words = new ArrayList<>(List.of(word));
      words.addAll(arguments);
      text.append("  ").append(new Command(words)).append('\n');
    }
  }

  private static String words() {
    try (InputStream in =
        Objects.requireNonNull(HealthQuestion.class.getResourceAsStream("health.sh"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
