package org.hpcctl.templates.web;

/// A prefix of the portal's paths and the service that answers below it.
///
/// @param path without a slash at its end, except the root
/// @param zone `general`, `auth` or `api`: where its requests are counted
public record Route(String path, String service, Kind kind, String zone, int burst) {
  /// What is special about a route.
  public enum Kind {
    PLAIN,
    /// Answers carry credentials and must not be compressed (BREACH).
    SECRETS,
    /// Bodies of many gigabytes pass in both directions.
    FILES,
    /// Connections are upgraded and stay open.
    WEBSOCKET
  }
}
