package org.hpcctl.services.metricsapi.gather;

import module java.base;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/// The last answers of all sources in Prometheus' words, with how each source is.
public final class Exposition implements MultiCollector {
  private final Gatherer gatherer;

  public Exposition(Gatherer gatherer) {
    this.gatherer = gatherer;
  }

  @Override
  public MetricSnapshots collect() {
    Map<Family, Map<List<String>, Double>> families = new EnumMap<>(Family.class);
    for (Figure figure : gatherer.current()) {
      families
          .computeIfAbsent(figure.family(), _ -> new LinkedHashMap<>())
          .put(figure.labels(), figure.value());
    }
    List<MetricSnapshot> all = new ArrayList<>(ofSources());
    families.forEach((family, values) -> snapshot(family, values).ifPresent(all::add));
    return new MetricSnapshots(all);
  }

  private static Optional<MetricSnapshot> snapshot(
      Family family, Map<List<String>, Double> values) {
    return switch (family.type()) {
      case HIDDEN -> Optional.empty();
      case GAUGE -> Optional.of(gauge(family.title(), family.help(), family.labels(), values));
      case COUNTER -> {
        CounterSnapshot.Builder counter =
            CounterSnapshot.builder()
                .name(family.title().replaceFirst("_total$", ""))
                .help(family.help());
        values.forEach(
            (labels, value) ->
                counter.dataPoint(
                    CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(Labels.of(family.labels(), labels))
                        .value(value)
                        .build()));
        yield Optional.of(counter.build());
      }
    };
  }

  private List<MetricSnapshot> ofSources() {
    Instant now = Instant.now();
    Map<List<String>, Double> up = new LinkedHashMap<>();
    Map<List<String>, Double> took = new LinkedHashMap<>();
    Map<List<String>, Double> age = new LinkedHashMap<>();
    for (Watched source : gatherer.sources()) {
      List<String> label = List.of(source.name());
      Watched.Last last = source.last();
      up.put(label, last.fault().isEmpty() ? 1.0 : 0.0);
      took.put(label, last.took().toNanos() / 1e9);
      if (last.at() != Instant.EPOCH) {
        age.put(label, Duration.between(last.at(), now).toMillis() / 1e3);
      }
    }
    if (up.isEmpty()) {
      return List.of();
    }
    List<String> names = List.of("source");
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(gauge("hpc_source_up", "1 when the last look had an answer", names, up));
    all.add(gauge("hpc_source_look_seconds", "How long the last look took", names, took));
    if (!age.isEmpty()) {
      all.add(gauge("hpc_source_age_seconds", "Since the last answer", names, age));
    }
    return all;
  }

  private static GaugeSnapshot gauge(
      String name, String help, List<String> names, Map<List<String>, Double> values) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    values.forEach(
        (labels, value) ->
            gauge.dataPoint(
                GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(Labels.of(names, labels))
                    .value(value)
                    .build()));
    return gauge.build();
  }
}
