package org.hpcctl.services.kit.act;

import module java.base;

/// What a file is, as its user sees it.
///
/// @param mode permissions, e.g. 0640
public record FileFacts(Kind kind, long size, Instant modified, int mode, long uid, long gid) {
  /// What lies there; a link is a link, wherever it leads.
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    OTHER
  }

  /// One entry of a directory.
  public record Entry(String name, FileFacts facts) {}

  private static final int FIELDS = 6;

  static FileFacts read(byte[] bytes) throws IOException {
    return of(words(bytes));
  }

  /// The output of [Verb#LIST]. Bytes of a name that are no UTF-8 are replaced.
  public static List<Entry> entries(byte[] output) throws IOException {
    List<String> words = words(output);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i + FIELDS < words.size(); i += FIELDS + 1) {
      entries.add(new Entry(words.get(i + FIELDS), of(words.subList(i, i + FIELDS))));
    }
    return entries;
  }

  private static List<String> words(byte[] bytes) {
    return List.of(new String(bytes, StandardCharsets.UTF_8).split("\0", -1));
  }

  private static FileFacts of(List<String> words) throws IOException {
    try {
      return new FileFacts(
          Kind.valueOf(words.get(0).toUpperCase(Locale.ROOT)),
          Long.parseLong(words.get(1)),
          Instant.ofEpochSecond(Long.parseLong(words.get(2))),
          Integer.parseInt(words.get(3)),
          Long.parseLong(words.get(4)),
          Long.parseLong(words.get(5)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("not what is known of a file: " + words, e);
    }
  }
}
