package org.hpcctl.services.fileservice.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import org.hpcctl.services.kit.Kind;

/// What a file may be called: one step of a path, harmless on a screen and in a header.
public final class FileName {
  /// Where files lie until all of them is there.
  static final String PARTS = ".uploads";

  /// Room for the number that tells it from its namesakes.
  private static final int MOST_BYTES = 240;

  private FileName() {}

  public static Kind<String> kind() {
    return Kind.text(
        "a file's name: 1 to 240 bytes, without a slash, backslash or control character",
        FileName::fits);
  }

  public static boolean fits(String name) {
    return !name.isBlank()
        && name.getBytes(UTF_8).length <= MOST_BYTES
        && UTF_8.newEncoder().canEncode(name)
        && !Set.of(".", "..", PARTS).contains(name)
        && name.codePoints().allMatch(FileName::harmless);
  }

  private static boolean harmless(int point) {
    // The direction marks make the end of a name look like its middle.
    boolean turning = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    return point != '/'
        && point != '\\'
        && !Character.isISOControl(point)
        && !turning
        && point != 0x2028
        && point != 0x2029;
  }

  /// The name for the `number`th file that wants to be called so: `data (2).csv`.
  static String namesake(String name, int number) {
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return number == 1 ? name : stem + " (" + number + ")" + name.substring(stem.length());
  }

  /// The ending in lower case, without its dot.
  public static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
