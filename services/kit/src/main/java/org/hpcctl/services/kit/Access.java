package org.hpcctl.services.kit;

import module java.base;

/// Who may use a route.
public sealed interface Access {
  /// Anybody; a caller who says who he is, is still known.
  record Open() implements Access {}

  /// Anybody who is signed in.
  record SignedIn() implements Access {}

  /// Whoever is signed in and has the permission.
  record Permitted(String permission) implements Access {}

  /// The heads among themselves: what came through nginx finds nothing here.
  record Heads() implements Access {}

  static Access open() {
    return new Open();
  }

  static Access signedIn() {
    return new SignedIn();
  }

  static Access permitted(String permission) {
    return new Permitted(permission);
  }

  static Access heads() {
    return new Heads();
  }
}
