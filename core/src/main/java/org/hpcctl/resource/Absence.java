package org.hpcctl.resource;

import module java.base;

/// A file or link that must not be there. Never a directory.
public record Absence(String path) implements Resource {
  public Absence {
    Resource.path(path);
  }

  @Override
  public String kind() {
    return "absence";
  }

  @Override
  public String name() {
    return path;
  }

  @Override
  public SequencedMap<String, String> fields() {
    return Resource.fields("state", "absent");
  }
}
