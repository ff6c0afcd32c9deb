package org.hpcctl.resource;

import module java.base;

/// A symbolic link, replaced atomically.
public record Link(String path, String target) implements Resource {
  public Link {
    Resource.path(path);
  }

  @Override
  public String kind() {
    return "link";
  }

  @Override
  public String name() {
    return path;
  }

  @Override
  public SequencedMap<String, String> fields() {
    return Resource.fields("target", target);
  }
}
