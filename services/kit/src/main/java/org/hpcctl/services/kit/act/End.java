package org.hpcctl.services.kit.act;

/// How an order ended.
public sealed interface End {
  /// The verb came to its end.
  ///
  /// @param status 0 when a file's verb succeeded; else the exit status of the command, or 128 and
  ///   its signal
  record Exited(int status) implements End {}

  /// The system said no.
  ///
  /// @param errno its name, e.g. `ENOENT`, `EACCES`, `ENOSPC`, `EDQUOT`; `EXDEV` when a path leaves
  ///   its root, `ELOOP` when it ends in a link
  record Failed(String errno) implements End {}

  /// It was not even tried.
  ///
  /// @param code `user`, `verb`, `arguments`, `directory`, `file`, `input`, `header` or `frame`
  /// @param words why, for the operator
  record Rejected(String code, String words) implements End {}

  /// A command took longer than it may, and was ended.
  record TimedOut() implements End {}

  default boolean succeeded() {
    return equals(new Exited(0));
  }
}
