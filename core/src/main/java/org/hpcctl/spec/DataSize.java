package org.hpcctl.spec;

import module java.base;

/// A number of bytes, written as systemd and nginx write it: `512M`, `10G` (units of 1024).
public record DataSize(long bytes) {
  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{0,14})([KMGT]?)i?B?", Pattern.CASE_INSENSITIVE);
  private static final String UNITS = "KMGT";

  /// Empty when the text is not a size or is larger than a `long` holds.
  public static Optional<DataSize> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    String unit = form.group(2).toUpperCase(Locale.ROOT);
    int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
    long number = Long.parseLong(form.group(1));
    long factor = 1L << (10 * power);
    return number > Long.MAX_VALUE / factor
        ? Optional.empty()
        : Optional.of(new DataSize(number * factor));
  }

  /// The shortest exact form.
  @Override
  public String toString() {
    for (int power = UNITS.length(); power > 0; power--) {
      long factor = 1L << (10 * power);
      if (bytes >= factor && bytes % factor == 0) {
        return bytes / factor + UNITS.substring(power - 1, power);
      }
    }
    return Long.toString(bytes);
  }
}
