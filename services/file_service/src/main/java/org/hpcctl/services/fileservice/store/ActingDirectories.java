package org.hpcctl.services.fileservice.store;

import module java.base;

import org.hpcctl.services.kit.act.ActAsUser;
import org.hpcctl.services.kit.identity.Caller;

/// One directory a Unix user, `root/USER`, touched only as that user.
///
/// @param root everybody may make a directory in it and nobody may touch another one's: mode 1777
public record ActingDirectories(ActAsUser act, Path root) implements Directories {
  private static final Pattern ACCOUNT = Pattern.compile("[a-z_][a-z0-9_.-]{0,31}");

  @Override
  public Optional<String> account(Caller caller) {
    return caller.unixName().filter(name -> ACCOUNT.matcher(name).matches());
  }

  @Override
  public Directory of(String account, String requestId) {
    return new ActingDirectory(act, root, account, requestId);
  }

  @Override
  public Optional<String> fault() {
    return Files.isDirectory(root) ? Optional.empty() : Optional.of(root + " is no directory");
  }
}
