package org.hpcctl.services.authservice;

import module java.base;

import org.hpcctl.services.authservice.account.Randoms;
import org.hpcctl.services.kit.Ground;

/// The session secret: the configured one, else one that this host keeps beside its state.
final class SessionSecret {
  private static final String FILE = "session_secret";

  private SessionSecret() {}

  static String of(AuthOptions options, Ground ground) throws IOException {
    return options.sessionSecret().isPresent() ? options.sessionSecret().get() : kept(ground);
  }

  private static String kept(Ground ground) throws IOException {
    Path file = ground.state().resolve(FILE);
    if (!Files.exists(file)) {
      Path fresh = Files.createTempFile(ground.state(), FILE, "");
      Files.writeString(fresh, Randoms.token());
      try {
        Files.createLink(file, fresh);
      } catch (FileAlreadyExistsException _) {
        // Another process was faster; its secret is the one.
      } finally {
        Files.delete(fresh);
      }
    }
    return Files.readString(file).strip();
  }
}
