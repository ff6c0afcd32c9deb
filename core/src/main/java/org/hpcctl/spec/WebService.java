package org.hpcctl.spec;

import module java.base;

/// Our eight services: one name for the unit, the jar, the folder and the key in the YAML.
public enum WebService {
  DASHBOARD(5173, Kind.FRONTEND, "/"),
  AUTH_SERVICE(5000, Kind.BACKEND, "/api/auth"),
  JOB_API(5001, Kind.BACKEND, "/api/jobs"),
  FILE_SERVICE(5002, Kind.BACKEND, "/api/files"),
  METRICS_API(5003, Kind.BACKEND, "/api/monitoring"),
  WEBSOCKET_SERVICE(5010, Kind.BACKEND, "/ws"),
  MONITORING_DASHBOARD(5174, Kind.FRONTEND, "/monitoring"),
  ADMIN_PORTAL(5175, Kind.FRONTEND, "/admin");

  /// What a service is for.
  public enum Kind {
    FRONTEND,
    BACKEND
  }

  private final int defaultPort;
  private final Kind kind;
  private final String route;

  WebService(int defaultPort, Kind kind, String route) {
    this.defaultPort = defaultPort;
    this.kind = kind;
    this.route = route;
  }

  /// Name of the unit, the jar, the folder and the key in the YAML.
  public String yamlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<WebService> named(String yamlName) {
    return Arrays.stream(values()).filter(one -> one.yamlName().equals(yamlName)).findFirst();
  }

  /// The port when the YAML gives none; the true one is in [ServiceSettings].
  public int defaultPort() {
    return defaultPort;
  }

  public Kind kind() {
    return kind;
  }

  /// Where nginx offers it: the prefix of the path, without a slash at its end except the root.
  public String route() {
    return route;
  }
}
