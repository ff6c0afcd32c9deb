package org.hpcctl.services.websocketservice.channel;

import module java.base;

import org.hpcctl.services.kit.identity.Caller;

/// What somebody may hear and say, by the permissions that auth_service gives.
public final class Rights {
  private static final String BROADCAST = "broadcast";

  private Rights() {}

  /// Notifications of others are nobody's business whatever their role.
  public static boolean listen(Caller caller, Channel channel, Scope scope) {
    return switch (scope) {
      case OWN -> own(channel).map(caller::may).orElse(true);
      case ALL -> all(channel).map(caller::may).orElse(false);
    };
  }

  private static Optional<String> own(Channel channel) {
    return switch (channel) {
      case JOBS -> Optional.of("jobs");
      case UPLOADS -> Optional.of("files");
      case METRICS, STORAGE, NODES -> Optional.of("monitoring");
      case NOTIFICATIONS, ALERTS -> Optional.empty();
    };
  }

  private static Optional<String> all(Channel channel) {
    return switch (channel) {
      case JOBS -> Optional.of("jobs.all");
      case UPLOADS -> Optional.of("files.all");
      case METRICS, STORAGE, NODES, NOTIFICATIONS, ALERTS -> Optional.empty();
    };
  }

  /// To one other user or to everybody.
  static boolean write(Caller caller) {
    return caller.may(BROADCAST);
  }
}
