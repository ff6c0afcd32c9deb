package org.hpcctl.resource;

import module java.base;

/// A kernel setting as it is in force now; that it stays so at boot is a file's business.
///
/// @param name dotted, as sysctl(8) writes it
public record Sysctl(String name, String value) implements Resource {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_-]+)+");

  public Sysctl {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a sysctl key: " + name);
    }
  }

  @Override
  public String kind() {
    return "sysctl";
  }

  @Override
  public SequencedMap<String, String> fields() {
    return Resource.fields("value", value);
  }
}
