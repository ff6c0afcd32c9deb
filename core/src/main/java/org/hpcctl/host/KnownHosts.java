package org.hpcctl.host;

import module java.base;

/// Which host keys the operator trusts, read from files in OpenSSH's form (sshd(8),
/// SSH_KNOWN_HOSTS).
final class KnownHosts {

  /// What the files say of a key that a host showed.
  sealed interface Verdict {
    record Trusted() implements Verdict {}

    /// No line is about this host.
    record Unknown() implements Verdict {}

    /// A line is about this host, with another key.
    record Changed(KnownHost line) implements Verdict {}

    record Revoked(KnownHost line) implements Verdict {}

    /// Only a certificate authority speaks for this host; we do not check host certificates.
    record ByAuthority(KnownHost line) implements Verdict {}
  }

  private final List<KnownHost> lines;

  private KnownHosts(List<KnownHost> lines) {
    this.lines = lines;
  }

  /// A file that does not exist is empty; one that cannot be read throws.
  static KnownHosts read(List<Path> files) throws IOException {
    List<KnownHost> lines = new ArrayList<>();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        continue;
      }
      int number = 0;
      for (String text : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
        number++;
        KnownHost.parse(text, file, number).ifPresent(lines::add);
      }
    }
    return new KnownHosts(lines);
  }

  /// Adds lines to a file, which is replaced as a whole: whoever reads it meanwhile sees the old
  /// one or the new one. What it says already is kept, byte by byte.
  static void append(Path file, List<String> lines) throws IOException {
    Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = Objects.requireNonNull(real.getParent());
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    byte[] before = Files.exists(real) ? Files.readAllBytes(real) : new byte[0];
    ByteArrayOutputStream after = new ByteArrayOutputStream();
    after.writeBytes(before);
    if (before.length > 0 && before[before.length - 1] != '\n') {
      after.write('\n');
    }
    lines.forEach(line -> after.writeBytes((line + "\n").getBytes(StandardCharsets.US_ASCII)));
    // A new file is for its owner alone; one that exists keeps who may read it.
    Path fresh = Files.createTempFile(folder, ".known_hosts", "");
    try {
      Files.write(fresh, after.toByteArray());
      if (Files.exists(real)) {
        Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(real));
      }
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  Verdict judge(List<String> names, HostKey key) {
    List<KnownHost> about = lines.stream().filter(line -> line.isAbout(names)).toList();
    for (KnownHost line : about) {
      if (line.marker() == KnownHost.Marker.REVOKED && line.key().equals(key)) {
        return new Verdict.Revoked(line);
      }
    }
    List<KnownHost> keys =
        about.stream().filter(line -> line.marker() == KnownHost.Marker.NONE).toList();
    if (keys.stream().anyMatch(line -> line.key().equals(key))) {
      return new Verdict.Trusted();
    }
    if (!keys.isEmpty()) {
      return new Verdict.Changed(
          keys.stream()
              .filter(line -> line.key().type().equals(key.type()))
              .findFirst()
              .orElse(keys.getFirst()));
    }
    return about.stream()
        .filter(line -> line.marker() == KnownHost.Marker.AUTHORITY)
        .findFirst()
        .<Verdict>map(Verdict.ByAuthority::new)
        .orElseGet(Verdict.Unknown::new);
  }

  /// The types of the keys we hold for a host, so that it is asked for one of these.
  List<String> typesOf(List<String> names) {
    return lines.stream()
        .filter(line -> line.marker() == KnownHost.Marker.NONE && line.isAbout(names))
        .map(line -> line.key().type())
        .distinct()
        .toList();
  }

  /// Whether the files hide host names, so that we hide those we add.
  boolean hashed() {
    return lines.stream().anyMatch(KnownHost::hashed);
  }
}
