package org.hpcctl.services.kit;

import module java.base;

/// What hpcctl tells a service about its place in the cluster.
///
/// @param service the name of the service the file is for; a file of another service is refused
/// @param cluster the cluster's name as the portal shows it
/// @param host the host this process runs on
/// @param bind the address it listens on
/// @param port the TCP port; 0 takes a free one
/// @param drain how long running requests may take to finish once the service was told to stop
/// @param surroundings databases, identity and whatever else it depends on
public record Settings(
    String service,
    String cluster,
    String host,
    InetAddress bind,
    int port,
    Duration drain,
    Surroundings surroundings) {
  /// For a service that was started without a file: on loopback, with nothing around it.
  static Settings alone(String service, int port, Map<String, String> environment) {
    return new Settings(
        service,
        Surroundings.NO_CLUSTER,
        "localhost",
        InetAddress.ofLiteral("127.0.0.1"),
        port,
        Duration.ofSeconds(10),
        Surroundings.ofThisMachine(service, environment));
  }
}
