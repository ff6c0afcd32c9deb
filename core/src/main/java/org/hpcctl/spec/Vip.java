package org.hpcctl.spec;

import module java.base;

/// The address that moves between the controllers.
///
/// There is no password: VRRP version 3 has none (RFC 9568, 9), and keepalived refuses one there.
///
/// @param prefixLength length of the network's prefix, 8 to 30
/// @param networkInterface empty: the interface that carries the host's address in that network
/// @param virtualRouterId 1 to 255, unique among the VRRP groups of the network (RFC 9568, 5.2.3)
public record Vip(
    String address, int prefixLength, Optional<String> networkInterface, int virtualRouterId) {}
