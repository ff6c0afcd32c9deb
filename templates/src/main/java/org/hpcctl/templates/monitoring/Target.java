package org.hpcctl.templates.monitoring;

/// What Prometheus asks.
///
/// @param name of the host
/// @param service whose figures they are
public record Target(String name, String service, String address, int port) {}
