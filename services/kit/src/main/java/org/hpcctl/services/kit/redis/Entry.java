package org.hpcctl.services.kit.redis;

import module java.base;

/// One entry of a stream.
///
/// @param id `milliseconds-sequence`, growing within its stream
public record Entry(String stream, String id, Map<String, String> fields) {
  public Entry {
    fields = Map.copyOf(fields);
  }
}
