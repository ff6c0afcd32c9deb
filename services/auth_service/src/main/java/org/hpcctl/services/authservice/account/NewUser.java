package org.hpcctl.services.authservice.account;

import module java.base;

/// An account that is about to be made.
///
/// @param passwordHash empty when the provider checks the password
/// @param subject the provider's own name for the account; empty for local ones
public record NewUser(
    String username,
    String email,
    String passwordHash,
    String role,
    String provider,
    Optional<String> subject,
    Optional<String> unixName,
    boolean disabled) {
  /// An account whose password we keep.
  public static NewUser local(
      String username, String email, String hash, String role, Optional<String> unixName) {
    return new NewUser(username, email, hash, role, User.LOCAL, Optional.empty(), unixName, false);
  }

  /// The same account, waiting for an administrator.
  public NewUser waiting() {
    return new NewUser(username, email, passwordHash, role, provider, subject, unixName, true);
  }
}
