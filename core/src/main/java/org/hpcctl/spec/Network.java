package org.hpcctl.spec;

import module java.base;

/// The networks of the cluster.
///
/// @param vip the virtual IP; present whenever a controller runs keepalived
/// @param managementNetwork the network, as `192.168.1.0/24`, that may read metrics and reach the
///   services behind nginx
public record Network(Optional<Vip> vip, Optional<String> managementNetwork) {}
