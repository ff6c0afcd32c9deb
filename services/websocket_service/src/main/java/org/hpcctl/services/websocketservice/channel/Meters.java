package org.hpcctl.services.websocketservice.channel;

import module java.base;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;

/// What the documents want counted.
public final class Meters {
  private final Gauge clients;
  private final Counter connections;
  private final LongAdder sent = new LongAdder();
  private final Gauge subscribers;
  private final Counter ended;

  public Meters(PrometheusRegistry registry) {
    clients =
        Gauge.builder()
            .name("ws_connected_clients")
            .help("Authenticated connections, of Socket.IO and raw WebSocket")
            .register(registry);
    connections =
        Counter.builder()
            .name("ws_connections_total")
            .help("Connections that were authenticated since the start")
            .register(registry);
    // The documents want both names; the client library takes them for two types of one metric
    // unless they have none.
    register(registry, "ws_messages_sent_total", "Messages sent to clients since the start");
    register(registry, "ws_messages_sent", "The same under the documented name");
    subscribers =
        Gauge.builder()
            .name("ws_channel_subscribers")
            .help("Connections that listen to a channel")
            .labelNames("channel")
            .register(registry);
    ended =
        Counter.builder()
            .name("ws_connections_ended_total")
            .help("Connections that the server ended, by reason")
            .labelNames("reason")
            .register(registry);
    Stream.of(Channel.values()).forEach(channel -> subscribers.labelValues(channel.label()));
    Stream.of(Ending.values()).forEach(ending -> ended.labelValues(label(ending)));
  }

  /// Shows how many long polls wait for packets.
  ///
  /// @param waiting counts them, whenever somebody wants to know
  public static void polls(PrometheusRegistry registry, IntSupplier waiting) {
    GaugeWithCallback.builder()
        .name("ws_polls_waiting")
        .help("Long polls of Socket.IO that wait for their answer")
        .callback(gauge -> gauge.call(waiting.getAsInt()))
        .register(registry);
  }

  private void register(PrometheusRegistry registry, String name, String help) {
    registry.register(
        () ->
            UnknownSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(
                    UnknownSnapshot.UnknownDataPointSnapshot.builder().value(sent.sum()).build())
                .build());
  }

  void joined() {
    clients.inc();
    connections.inc();
  }

  void left() {
    clients.dec();
  }

  void subscribed(Channel channel, int change) {
    subscribers.labelValues(channel.label()).inc(change);
  }

  public void sent(int messages) {
    sent.add(messages);
  }

  public void ended(Ending ending) {
    ended.labelValues(label(ending)).inc();
  }

  private static String label(Ending ending) {
    return ending.name().toLowerCase(Locale.ROOT);
  }
}
