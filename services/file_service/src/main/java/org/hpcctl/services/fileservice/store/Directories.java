package org.hpcctl.services.fileservice.store;

import module java.base;

import org.hpcctl.services.kit.identity.Caller;

/// Where the directories of all users are.
public interface Directories {
  /// The name of the directory of somebody who calls; empty when he has no Unix account and needs
  /// one.
  Optional<String> account(Caller caller);

  /// @param account as [#account] named it, today or when the file was made
  /// @param requestId under which it stands in the journal
  Directory of(String account, String requestId);

  /// What is wrong, in words for the operator; empty when nothing is.
  Optional<String> fault();
}
