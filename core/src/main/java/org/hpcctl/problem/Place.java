package org.hpcctl.problem;

/// Where a problem stands. `line` and `column` count from 1; 0 means that they are not known.
///
/// @param file the file's name as the operator gave it, or a host's name for what was found there
/// @param path the place inside the document (`controllers[1].ip`), or empty
public record Place(String file, int line, int column, String path) {

  /// A host, not a file.
  public static Place host(String name) {
    return new Place(name, 0, 0, "");
  }

  /// A whole file.
  public static Place file(String name) {
    return new Place(name, 0, 0, "");
  }

  /// `file:line:column`, as editors and compilers write it.
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
