package org.hpcctl.services.kit.act;

import module java.base;

/// The way to do something with the rights of a Unix user.
///
///     try (Acting acting = act.begin(Order.of(requestId, "alice", Verb.READ, root, path, "0", "100", "0"))) {
///       byte[] bytes = acting.output().readAllBytes();
///       End end = acting.end();
///     }
///
/// What comes back is the word of a process of that user: fit to be shown to that user, not to be
/// trusted.
public sealed interface ActAsUser permits ActThroughSocket, ActHere {
  /// Starts carrying out an order. Blocks; at home on a virtual thread.
  ///
  /// @throws ActUnavailable when the helper cannot be reached or too many orders are under way
  Acting begin(Order order) throws IOException;

  /// Carries out an order that takes and gives little.
  default Done run(Order order, byte[] input) throws IOException {
    try (Acting acting = begin(order)) {
      if (order.verb().input()) {
        acting.inputUnlessEnded(input);
      }
      byte[] output = acting.output().readAllBytes();
      return new Done(acting.end(), acting.facts(), output, acting.errors());
    }
  }

  /// The helper of this host, which becomes the user.
  ///
  /// @param most how many orders this process has under way at once; the next ones wait
  static ActAsUser through(Path socket, int most) {
    return new ActThroughSocket(socket, most);
  }

  /// Everything as the user of this process, whatever user is named, for a service started alone.
  /// Needs `perl`.
  static ActAsUser here() throws IOException {
    return ActHere.unpack();
  }

  /// An order that came to its end.
  ///
  /// @param output standard output, or the bytes of a file
  /// @param errors standard error, its first 16 KiB
  record Done(End end, Optional<FileFacts> facts, byte[] output, String errors) {
    public String text() {
      return new String(output, StandardCharsets.UTF_8);
    }
  }
}
