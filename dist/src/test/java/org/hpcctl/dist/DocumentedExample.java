package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;

/// A fenced block of a page of our documentation, and the block after it that tells what comes out.
///
/// @param language `bash` or `javascript`
/// @param text as it stands in the page, but for the name of the host
/// @param outcome empty when the page does not tell it
record DocumentedExample(String language, String text, Optional<Outcome> outcome) {
  /// @param language `json` (of this shape) or `text` (these words, numbers being any)
  record Outcome(String language, String text) {}

  private static final String HOST = "cluster.example.com";
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /// All examples of a page, in its order.
  ///
  /// @param address what stands where the page has the name of the host
  static List<DocumentedExample> of(Path page, String address) throws IOException {
    List<MatchResult> blocks = BLOCK.matcher(Files.readString(page)).results().toList();
    List<DocumentedExample> examples = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      String language = blocks.get(i).group(1);
      if (outcome(language)) {
        continue;
      }
      Optional<Outcome> outcome =
          i + 1 < blocks.size() && outcome(blocks.get(i + 1).group(1))
              ? Optional.of(new Outcome(blocks.get(i + 1).group(1), blocks.get(i + 1).group(2)))
              : Optional.empty();
      examples.add(
          new DocumentedExample(language, blocks.get(i).group(2).replace(HOST, address), outcome));
    }
    return examples;
  }

  private static boolean outcome(String language) {
    return language.equals("json") || language.equals("text");
  }

  /// Whether what came out is what the page tells.
  void assertOutcome(String out) throws IOException {
    if (outcome.isEmpty()) {
      return;
    }
    String told = outcome.get().text();
    if (outcome.get().language().equals("json")) {
      assertShape(Account.read(told), Account.read(out), text + out);
    } else {
      assertEquals(told.replaceAll("[0-9]+", "0"), out.replaceAll("[0-9]+", "0"), text);
    }
  }

  /// Each key that the page shows is there and holds a value of the same kind.
  private static void assertShape(JsonNode told, JsonNode came, String words) {
    assertEquals(told.getNodeType(), came.getNodeType(), words);
    told.properties()
        .forEach(
            key -> {
              assertTrue(came.has(key.getKey()), key.getKey() + " in " + words);
              assertShape(key.getValue(), came.path(key.getKey()), words);
            });
    if (told.isArray() && !told.isEmpty()) {
      assertTrue(!came.isEmpty(), words);
      assertShape(told.path(0), came.path(0), words);
    }
  }
}
