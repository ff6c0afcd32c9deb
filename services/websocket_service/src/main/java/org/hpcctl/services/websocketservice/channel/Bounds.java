package org.hpcctl.services.websocketservice.channel;

import module java.base;

import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Kind;

/// What one process holds at most, and how long it waits.
///
/// @param connections authenticated connections in all
/// @param strangers connections that have not proved who they are
/// @param perUser connections of one user
/// @param waitingMessages messages that may wait for one slow connection
/// @param waitingBytes their bytes
/// @param maxPayload bytes of one message from a client
/// @param messagesPerSecond what a client may send in the long run; twice as many at once
/// @param ping how often a connection is tried
/// @param pong how long its answer may take
/// @param admission how long a connection may stay without proving who it is
/// @param period how often the raw protocol repeats the states
/// @param replayMessages events kept for those who were away
/// @param replayAge how long they are kept
public record Bounds(
    int connections,
    int strangers,
    int perUser,
    int waitingMessages,
    int waitingBytes,
    int maxPayload,
    int messagesPerSecond,
    Duration ping,
    Duration pong,
    Duration admission,
    Duration period,
    int replayMessages,
    Duration replayAge) {
  public static final Bounds USUAL =
      new Bounds(
          3_000,
          1_000,
          32,
          1_024,
          1 << 20,
          64 << 10,
          20,
          Duration.ofSeconds(25),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          2_000,
          Duration.ofMinutes(5));

  /// Reads what an operator may set; the rest is usual.
  public static Bounds read(Fields options) {
    return new Bounds(
        number(options, "max_connections", 100_000, USUAL.connections),
        number(options, "max_unknown_connections", 100_000, USUAL.strangers),
        number(options, "max_connections_per_user", 10_000, USUAL.perUser),
        number(options, "max_waiting_messages", 100_000, USUAL.waitingMessages),
        number(options, "max_waiting_bytes", 1 << 30, USUAL.waitingBytes),
        number(options, "max_message_bytes", 1 << 20, USUAL.maxPayload),
        number(options, "messages_per_second", 10_000, USUAL.messagesPerSecond),
        seconds(options, "ping_seconds", USUAL.ping),
        seconds(options, "pong_seconds", USUAL.pong),
        seconds(options, "admission_seconds", USUAL.admission),
        seconds(options, "period_seconds", USUAL.period),
        number(options, "replay_events", 1_000_000, USUAL.replayMessages),
        seconds(options, "replay_seconds", USUAL.replayAge));
  }

  private static int number(Fields options, String key, int most, int usual) {
    return Math.toIntExact(options.optional(key, Kind.number(1, most), (long) usual));
  }

  private static Duration seconds(Fields options, String key, Duration usual) {
    return Duration.ofSeconds(options.optional(key, Kind.number(1, 3_600), usual.toSeconds()));
  }
}
