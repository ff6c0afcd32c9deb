package org.hpcctl.services.kit.bus;

/// An event where it lies in its topic.
///
/// @param position says to [Bus#replay] and [Bus#subscribe] what was seen already; growing within
///   its topic
public record Delivery(String position, Event event) {}
