package org.hpcctl.resource;

import module java.base;

import org.hpcctl.secret.Secret;

/// A file that holds a secret. Its content never comes back from a host and never prints; what is
/// compared and shown is a digest.
///
/// @param digest SHA-256 of the content; the observed one carries no content
public record SecretFile(String path, Ownership ownership, Optional<Secret> content, String digest)
    implements Resource {
  public SecretFile {
    Resource.path(path);
  }

  public static SecretFile of(String path, Ownership ownership, Secret content) {
    return new SecretFile(path, ownership, Optional.of(content), Digest.of(content.reveal()));
  }

  @Override
  public String kind() {
    return "secret";
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
        "fingerprint", digest.substring(0, 8));
  }
}
