package org.hpcctl.resource;

import module java.base;

/// A text file whose every byte is ours. Its content may be shown: no secret belongs here.
public record TextFile(String path, Ownership ownership, Text content) implements Resource {
  public TextFile {
    Resource.path(path);
  }

  public static TextFile of(String path, Ownership ownership, String content) {
    return new TextFile(path, ownership, Text.of(content));
  }

  @Override
  public String kind() {
    return "file";
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
        "content", content.digest().substring(0, 12));
  }
}
