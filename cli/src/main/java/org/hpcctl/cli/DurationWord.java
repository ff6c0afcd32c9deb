package org.hpcctl.cli;

import module java.base;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A length of time as people write it: `30s`, `10m`, `2h`, or a plain number of seconds.
final class DurationWord implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})(ms|s|m|h)?");

  @Override
  public Duration convert(String word) {
    Matcher form = FORM.matcher(word);
    if (!form.matches()) {
      throw new TypeConversionException(
          "'%s' is not a length of time; write 30s, 10m or 2h".formatted(word));
    }
    long number = Long.parseLong(form.group(1));
    return switch (Objects.requireNonNullElse(form.group(2), "s")) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
