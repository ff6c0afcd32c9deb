package org.hpcctl.dns;

import module java.base;

/// TXT records that can be put into the public DNS, and taken out again.
///
/// Several values stand side by side at one owner: a name and its wildcard are proved at the same
/// one. Names are given with or without the final dot.
public interface TxtRecords {

  /// One value at one owner.
  record Value(String owner, String value) {}

  /// Puts one value at `owner`; [#awaitSeen] tells when it can be seen. What is there already
  /// stays.
  ///
  /// @throws org.hpcctl.problem.Refused when it cannot be put there
  void publish(String owner, String value);

  /// Returns once all of these that were published can be seen. They share one limit of time.
  ///
  /// @throws org.hpcctl.problem.Refused with all that is not seen in time
  default void awaitSeen(Collection<Value> values) {
    // Where records can be seen as soon as they are put.
  }

  /// Takes this one value away from `owner`; one that is not there is no fault.
  ///
  /// @throws org.hpcctl.problem.Refused when it cannot be taken away
  void withdraw(String owner, String value);
}
