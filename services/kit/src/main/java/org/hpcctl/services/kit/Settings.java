package org.hpcctl.services.kit;

import module java.base;

/// What hpcctl tells a service about its place in the cluster: one JSON file, every key required.
///
/// @param service the name of the service the file is for; a file of another service is refused
/// @param cluster the cluster's name as the portal shows it
/// @param host the host this process runs on
/// @param bind the address it listens on
/// @param port the TCP port; 0 takes a free one
/// @param drain how long running requests may take to finish once the service was told to stop
public record Settings(
    String service, String cluster, String host, InetAddress bind, int port, Duration drain) {
  /// Reads the settings of `service`, or says everything that is wrong with the file at once.
  public static Settings read(Path file, String service) throws SettingsRefused {
    return SettingsFile.read(file, service);
  }
}
