package org.hpcctl.services.fileservice.store;

import module java.base;

import org.hpcctl.services.kit.identity.Caller;

/// Directories that this process owns, one a user, below a directory nobody else may enter.
public final class OwnDirectories implements Directories {
  private final Path root;

  /// @param root made when it is missing
  public OwnDirectories(Path root) throws IOException {
    this.root =
        Files.createDirectories(
            root,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Override
  public Optional<String> account(Caller caller) {
    // By its number: the names of accounts change, and say nothing of what a path may hold.
    return Optional.of("user-" + caller.id());
  }

  @Override
  public Directory of(String account, String requestId) {
    return new OwnDirectory(root.resolve(account));
  }

  @Override
  public Optional<String> fault() {
    return Files.isWritable(root)
        ? Optional.empty()
        : Optional.of(root + " cannot be written to by this service");
  }
}
