package org.hpcctl.resource;

/// What asking gave. "Could not ask" is never read as "no".
public sealed interface Known<T> {
  record Present<T>(T value) implements Known<T> {}

  record Absent<T>() implements Known<T> {}

  record Unknown<T>(String why) implements Known<T> {}
}
