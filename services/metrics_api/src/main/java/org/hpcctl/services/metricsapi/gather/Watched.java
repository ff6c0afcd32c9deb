package org.hpcctl.services.metricsapi.gather;

import module java.base;

/// A source with the last that it said.
public final class Watched {
  // Older figures would tell of a cluster that is not there any more.
  private static final int KEPT_INTERVALS = 4;

  private final Source source;
  private volatile Last last = new Last(List.of(), Instant.EPOCH, Duration.ZERO, "not asked yet");

  /// @param figures of the last look that had an answer
  /// @param at when that was
  /// @param took the last look, with an answer or without
  /// @param fault why the last look had no answer; empty when it had one
  record Last(List<Figure> figures, Instant at, Duration took, String fault) {
    Last {
      figures = List.copyOf(figures);
    }
  }

  Watched(Source source) {
    this.source = source;
  }

  String name() {
    return source.name();
  }

  Duration interval() {
    return source.interval();
  }

  Last last() {
    return last;
  }

  /// What is still true enough to tell.
  List<Figure> current(Instant now) {
    Last known = last;
    Instant end = known.at().plus(source.interval().multipliedBy(KEPT_INTERVALS));
    return now.isBefore(end) ? known.figures() : List.of();
  }

  Optional<String> fault() {
    return Optional.of(last.fault()).filter(words -> !words.isEmpty());
  }

  void look() {
    long began = System.nanoTime();
    try {
      List<Figure> figures = source.look();
      last = new Last(figures, Instant.now(), since(began), "");
    } catch (IOException | RuntimeException e) {
      String words = Objects.requireNonNullElse(e.getMessage(), e.toString());
      last = new Last(last.figures(), last.at(), since(began), words);
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
