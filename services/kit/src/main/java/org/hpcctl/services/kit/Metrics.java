package org.hpcctl.services.kit;

import module java.base;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/// What this process counts, in Prometheus' words. Labels come from our own routes, never from the
/// client, so that nobody outside can grow the list.
final class Metrics {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Counter requests =
      Counter.builder()
          .name("http_requests_total")
          .help("Requests answered")
          .labelNames("route", "method", "status")
          .register(registry);
  private final Histogram durations =
      Histogram.builder()
          .name("http_request_duration_seconds")
          .help("Time from the request's header to the end of its answer")
          .classicOnly()
          .labelNames("route")
          .register(registry);
  private final Gauge running =
      Gauge.builder()
          .name("http_requests_running")
          .help("Requests being answered now")
          .register(registry);

  Metrics(Settings settings) {
    Info.builder()
        .name("service_info")
        .help("Which release of which service runs on which host")
        .labelNames("service", "version", "host")
        .register(registry)
        .addLabelValues(settings.service(), Version.CURRENT, settings.host());
    registerMachine();
  }

  /// All of [io.prometheus.metrics.instrumentation.jvm.JvmMetrics] but two: the native memory,
  /// which our JVMs do not track and which sets up JMX and the flight recorder to find that out,
  /// and what is allocated in each pool, for which every collection has to be told of.
  private void registerMachine() {
    JvmThreadsMetrics.builder().register(registry);
    JvmBufferPoolMetrics.builder().register(registry);
    JvmClassLoadingMetrics.builder().register(registry);
    JvmCompilationMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    ProcessMetrics.builder().register(registry);
  }

  PrometheusRegistry registry() {
    return registry;
  }

  void began() {
    running.inc();
  }

  void ended(String route, String method, int status, long nanoseconds) {
    running.dec();
    String verb = METHODS.contains(method) ? method : "other";
    requests.labelValues(route, verb, Integer.toString(status)).inc();
    durations.labelValues(route).observe(nanoseconds / 1e9);
  }

  Answer text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
    writer.write(text, registry.scrape());
    return Answer.of(200, writer.getContentType(), text.toByteArray());
  }
}
