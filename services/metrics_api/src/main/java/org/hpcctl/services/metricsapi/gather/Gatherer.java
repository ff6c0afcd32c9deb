package org.hpcctl.services.metricsapi.gather;

import module java.base;

/// Asks each source again and again, one thread a source, and knows the last answers.
public final class Gatherer implements AutoCloseable {
  private final List<Watched> sources;
  private final List<Thread> threads = new ArrayList<>();

  private Gatherer(List<Source> sources) {
    this.sources = sources.stream().map(Watched::new).toList();
  }

  public static Gatherer start(List<Source> sources) {
    Gatherer gatherer = new Gatherer(sources);
    for (Watched source : gatherer.sources) {
      gatherer.threads.add(
          Thread.ofVirtual().name("look-" + source.name()).start(() -> again(source)));
    }
    return gatherer;
  }

  /// What all sources say; figures that are too old are left out.
  public List<Figure> current() {
    Instant now = Instant.now();
    return sources.stream().flatMap(source -> source.current(now).stream()).toList();
  }

  /// The names of the sources whose last look had no answer.
  public List<String> withoutAnswer() {
    return sources.stream()
        .filter(source -> source.fault().isPresent())
        .map(Watched::name)
        .toList();
  }

  public boolean has(String name) {
    return sources.stream().anyMatch(source -> source.name().equals(name));
  }

  /// Why a source does not answer, if it does not.
  public Optional<String> fault(String name) {
    return sources.stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .flatMap(Watched::fault);
  }

  List<Watched> sources() {
    return sources;
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }

  private static void again(Watched source) {
    while (!Thread.currentThread().isInterrupted()) {
      source.look();
      try {
        Thread.sleep(source.interval());
      } catch (InterruptedException _) {
        return;
      }
    }
  }
}
