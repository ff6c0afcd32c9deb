package org.hpcctl.dns;

/// TXT records that can be put into the public DNS, and taken out again.
///
/// Several values stand side by side at one owner: a name and its wildcard are proved at the same
/// one. Names are given with or without the final dot.
public interface TxtRecords {

  /// Puts one value at `owner` and returns once it can be seen there. What is there already stays.
  ///
  /// @throws org.hpcctl.problem.Refused when it cannot be put there or is not seen in time
  void publish(String owner, String value);

  /// Takes this one value away from `owner`; one that is not there is no fault.
  ///
  /// @throws org.hpcctl.problem.Refused when it cannot be taken away
  void withdraw(String owner, String value);
}
