package org.hpcctl.services.authservice;

import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Refusal;

/// Numbers in paths.
final class Numbers {
  private Numbers() {}

  /// The variable `id`; what is no number is nothing that exists.
  static long id(Call call) {
    String text = call.variable("id");
    if (!text.matches("[1-9][0-9]{0,9}")) {
      throw Refusal.notFound("Nothing is at this path.");
    }
    return Long.parseLong(text);
  }
}
