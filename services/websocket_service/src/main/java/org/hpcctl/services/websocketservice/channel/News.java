package org.hpcctl.services.websocketservice.channel;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Something that happened.
///
/// @param position its place in its channel
/// @param name e.g. `job:completed`
/// @param user whom alone it concerns; empty when it concerns everybody
/// @param data what the client's handler receives
public record News(
    Position position,
    String name,
    Channel channel,
    Optional<String> user,
    ObjectNode data,
    Instant at) {}
