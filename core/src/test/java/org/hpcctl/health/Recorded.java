package org.hpcctl.health;

import module java.base;

import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.SpecReader;

/// Answers of the three hosts of one cluster, as they came; one case a file.
final class Recorded {
  static final Instant NOW = Instant.parse("2026-11-21T02:05:04Z");
  static final Path ANSWERS = Path.of("src", "test", "resources", "health", "answers");

  private static final Path CLUSTER = Path.of("src", "test", "resources", "health", "cluster.yaml");

  private Recorded() {}

  static Cluster cluster() {
    return SpecReader.read(
            "cluster.yaml",
            text(CLUSTER),
            variable -> Optional.of(variable + "-Kp2mQ9vT4wZ8rB1nL6cF3hJ5dG0sYa"))
        .cluster();
  }

  static Scope scope() {
    return Scope.of(cluster());
  }

  static HostAsked answer(String host, String name) {
    HealthQuestion question =
        new HealthQuestion(
            "NONCE", Objects.requireNonNull(scope().hosts().get(host)), Duration.ofSeconds(5));
    return new HostAsked.Answered(
        question.read(text(ANSWERS.resolve(name + ".txt")).lines().toList()));
  }

  static SequencedMap<String, HostAsked> all(String what) {
    SequencedMap<String, HostAsked> asked = new LinkedHashMap<>();
    for (String host : List.of("head1", "head2", "head3")) {
      asked.put(host, answer(host, host + "-" + what));
    }
    return asked;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
