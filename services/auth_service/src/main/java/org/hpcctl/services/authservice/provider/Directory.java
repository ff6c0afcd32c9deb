package org.hpcctl.services.authservice.provider;

import module java.base;

/// Checks passwords that we do not keep.
public interface Directory {
  /// Empty when nobody, or more than one, has the name, or the password is wrong.
  ///
  /// @throws IOException the directory does not answer as it should
  Optional<Profile> check(String username, String password) throws IOException;

  GroupRules rules();
}
