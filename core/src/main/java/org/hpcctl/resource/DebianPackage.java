package org.hpcctl.resource;

import module java.base;

/// A Debian package that is installed, whatever its version.
public record DebianPackage(String name) implements Resource {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");

  public DebianPackage {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a Debian package name: " + name);
    }
  }

  @Override
  public String kind() {
    return "package";
  }

  @Override
  public SequencedMap<String, String> fields() {
    return Resource.fields("state", "installed");
  }
}
