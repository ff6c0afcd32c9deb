package org.hpcctl.services.websocketservice.channel;

/// What every connection of this process shares.
public record House(
    Bounds bounds, Meters meters, Deadlines deadlines, Doorman doorman, Hub hub, Desk desk) {}
