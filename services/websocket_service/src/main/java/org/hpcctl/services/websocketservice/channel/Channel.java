package org.hpcctl.services.websocketservice.channel;

import module java.base;

/// What one can subscribe to.
public enum Channel {
  NOTIFICATIONS("notification", Kind.NEWS),
  JOBS("job_update", Kind.NEWS),
  METRICS("metric_update", Kind.STATE),
  STORAGE("storage_update", Kind.STATE),
  ALERTS("alert", Kind.NEWS),
  NODES("node_update", Kind.STATE),
  UPLOADS("upload_progress", Kind.NEWS);

  /// What an event of the channel is worth when the next one is there.
  public enum Kind {
    /// Each one counts: a short disconnect must not lose it.
    NEWS,
    /// Only the newest counts.
    STATE
  }

  private final String rawType;
  private final Kind kind;

  Channel(String rawType, Kind kind) {
    this.rawType = rawType;
    this.kind = kind;
  }

  /// The name on the wire.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The `type` of its messages in the raw protocol.
  public String rawType() {
    return rawType;
  }

  public Kind kind() {
    return kind;
  }

  public static Optional<Channel> of(String label) {
    return Stream.of(values()).filter(channel -> channel.label().equals(label)).findFirst();
  }

  public static Set<Channel> of(Kind kind) {
    return Stream.of(values())
        .filter(channel -> channel.kind == kind)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Channel.class)));
  }
}
