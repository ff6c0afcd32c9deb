package org.hpcctl.plan;

import module java.base;

import org.hpcctl.resource.Blob;

/// The files that ship with this hpcctl and end up on hosts.
///
/// @param blobs by name: `auth_service.jar`, `services-runtime.tar.gz`
public record Release(String version, SortedMap<String, Blob> blobs) {
  /// For a plan that takes none of its files.
  public static final Release NONE = new Release("", new TreeMap<>());

  public Release {
    blobs = Collections.unmodifiableSortedMap(new TreeMap<>(blobs));
  }

  /// A file that the release must have.
  public Blob blob(String name) {
    Blob blob = blobs.get(name);
    if (blob == null) {
      throw new IllegalStateException("this release has no " + name);
    }
    return blob;
  }
}
