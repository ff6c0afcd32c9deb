package org.hpcctl.services.jobapi.store;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.kit.Json;

/// JSON in ASCII: users name jobs and files as they like, and what a column can hold of that is
/// decided by whoever made the database.
final class Ascii {
  private Ascii() {}

  static String of(JsonNode node) {
    StringBuilder text = new StringBuilder();
    for (char c : Json.text(node).toCharArray()) {
      // Outside of strings JSON has none of these.
      text.append(c < 127 ? Character.toString(c) : "\\u%04x".formatted((int) c));
    }
    return text.toString();
  }
}
