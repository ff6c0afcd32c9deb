package org.hpcctl.resource;

import module java.base;

/// Lines of ours inside a file that belongs to somebody else, between two marker lines.
///
/// @param block stands in the markers and tells our blocks in one file apart
/// @param lines without the markers; each ends in a line feed
public record Block(String path, String block, String lines) implements Resource {
  public Block {
    Resource.path(path);
  }

  @Override
  public String kind() {
    return "block";
  }

  @Override
  public String name() {
    return path + "#" + block;
  }

  @Override
  public SequencedMap<String, String> fields() {
    return Resource.fields("content", Digest.of(lines).substring(0, 12));
  }
}
