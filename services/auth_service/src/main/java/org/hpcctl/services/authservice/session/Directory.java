package org.hpcctl.services.authservice.session;

import module java.base;

import org.hpcctl.services.authservice.provider.GroupRules;
import org.hpcctl.services.authservice.provider.Profile;

/// Checks passwords that we do not keep.
public interface Directory {
  /// Empty when the directory knows no such name or the password is wrong.
  ///
  /// @throws IOException the directory does not answer
  Optional<Profile> check(String username, String password) throws IOException;

  GroupRules rules();
}
