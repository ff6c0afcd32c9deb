package org.hpcctl.resource;

import module java.base;

/// A directory unpacked from an archive of the release (`.tar.gz`), at a path that names its
/// content. It appears by one rename, so that it is there whole or not at all.
public record Tree(String path, Blob archive) implements Resource {
  public Tree {
    Resource.path(path);
  }

  @Override
  public String kind() {
    return "tree";
  }

  @Override
  public String name() {
    return path;
  }

  @Override
  public SequencedMap<String, String> fields() {
    return Resource.fields("state", "unpacked");
  }
}
