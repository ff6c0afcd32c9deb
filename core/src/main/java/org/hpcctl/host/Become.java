package org.hpcctl.host;

import java.util.Optional;
import org.hpcctl.secret.Secret;

/// How the login becomes root.
public sealed interface Become {

  /// The login is root already.
  record AlreadyRoot() implements Become {}

  /// By `sudo`, with a password or (`NOPASSWD`) without.
  record Sudo(Optional<Secret> password) implements Become {}
}
