package org.hpcctl.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The contract on this machine.
class LocalRemoteTest implements RemoteContract {
  private final Remote remote =
      new LocalRemote(new Endpoint.Local("here", new Become.AlreadyRoot()));

  @AfterEach
  void close() {
    remote.close();
  }

  @Override
  public Remote remote() {
    return remote;
  }

  @Test
  void an_endless_answer_is_not_kept() {
    Unreachable much =
        assertThrows(
            Unreachable.class,
            () -> remote.run(RemoteContract.script("yes 'all work and no play'")));
    assertFalse(much.transientFault());
    assertTrue(much.problem().what().contains("64 MB"), much.problem()::what);
  }
}
