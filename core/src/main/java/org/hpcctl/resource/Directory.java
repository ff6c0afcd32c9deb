package org.hpcctl.resource;

import module java.base;

/// A directory and who may use it; what lies in it is not its business.
public record Directory(String path, Ownership ownership) implements Resource {
  public Directory {
    Resource.path(path);
  }

  @Override
  public String kind() {
    return "directory";
  }

  @Override
  public String name() {
    return path;
  }

  @Override
  public SequencedMap<String, String> fields() {
    return Resource.fields(
        "owner", ownership.owner(), "group", ownership.group(), "mode", ownership.mode());
  }
}
