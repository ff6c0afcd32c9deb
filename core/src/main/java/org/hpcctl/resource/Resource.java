package org.hpcctl.resource;

import module java.base;

/// One fact that must hold on one host. Desired and observed are values of the same record, so the
/// difference is computed once for all kinds: [#fields()] of the one against [#fields()] of the
/// other.
public sealed interface Resource
    permits Absence,
        Account,
        Artifact,
        Block,
        DebianPackage,
        Directory,
        Guarded,
        Link,
        Requirement,
        SecretFile,
        Sysctl,
        TextFile,
        Tree,
        Unit {

  /// The kind in one word, as plans print it.
  String kind();

  /// What tells it from others of its kind on the same host: a path, a name.
  String name();

  /// Every property that can differ, by name, as text that may be shown. Never a secret.
  SequencedMap<String, String> fields();

  /// Digest of what a program reads when it reads this, whoever owns it.
  default String contentDigest() {
    return switch (this) {
      case TextFile file -> file.content().digest();
      case SecretFile file -> file.digest();
      case Artifact artifact -> artifact.blob().sha256();
      case Tree tree -> tree.archive().sha256();
      case Block block -> Digest.of(block.lines());
      case Absence _, Account _, DebianPackage _, Directory _, Guarded _ ->
          Digest.of(id() + fields());
      case Link _, Requirement _, Sysctl _, Unit _ -> Digest.of(id() + fields());
    };
  }

  default String id() {
    return kind() + " " + name();
  }

  /// Fields in the order given: name, value, name, value.
  static SequencedMap<String, String> fields(String... namesAndValues) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Collections.unmodifiableSequencedMap(fields);
  }

  /// Refuses a path that is not absolute or holds white space: it travels in line-based answers.
  static String path(String path) {
    if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c == 127)) {
      throw new IllegalArgumentException("not an absolute path without white space: " + path);
    }
    return path;
  }
}
