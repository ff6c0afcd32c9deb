package org.hpcctl.resource;

import module java.base;

/// A large file of the release at a path that names its content, so that its size tells whether it
/// is there and nobody needs to read it again.
public record Artifact(String path, Ownership ownership, Blob blob) implements Resource {
  public Artifact {
    Resource.path(path);
  }

  @Override
  public String kind() {
    return "artifact";
  }

  @Override
  public String name() {
    return path;
  }

  @Override
  public SequencedMap<String, String> fields() {
    return Resource.fields(
        "owner", ownership.owner(),
        "group", ownership.group(),
        "mode", ownership.mode(),
        "size", String.valueOf(blob.size()));
  }
}
