package org.hpcctl.acme;

import module java.base;

import org.hpcctl.problem.Problem;

/// What goes on in a conversation, for whoever waits.
public sealed interface Progress {

  /// The CA knows our account.
  record AccountReady(URI account) implements Progress {}

  /// The CA accepted the order.
  record Ordered(URI order) implements Progress {}

  /// The CA was asked to look at the proof for a name.
  record Proving(String name) implements Progress {}

  /// The CA found the proof for a name, now or lately.
  record Proved(String name) implements Progress {}

  /// All names are proved; the CA makes the certificate.
  record Issuing() implements Progress {}

  /// Something failed that may pass; the next try comes after the pause.
  record Retrying(String why, Duration pause) implements Progress {}

  /// A record of a proof could not be taken away again; nothing depends on it.
  record LeftBehind(String owner, Problem problem) implements Progress {}
}
