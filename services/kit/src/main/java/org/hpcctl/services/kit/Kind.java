package org.hpcctl.services.kit;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What a JSON value has to be, in words for the person who wrote it, and what it then means.
///
/// @param expectation completes "expected …"
/// @param blank stands in for a value that is at fault, so that reading goes on; nobody uses it,
///   because whoever reads refuses the whole object
/// @param hidden a wrong value is not repeated when it is told
/// @param meaning null when the value is not of this kind
public record Kind<T>(
    String expectation, T blank, boolean hidden, Function<JsonNode, @Nullable T> meaning) {
  Kind(String expectation, T blank, Function<JsonNode, @Nullable T> meaning) {
    this(expectation, blank, false, meaning);
  }

  /// A text that `fits`.
  public static Kind<String> text(String expectation, Predicate<String> fits) {
    return new Kind<>(
        expectation,
        "",
        node -> node.isTextual() && fits.test(node.textValue()) ? node.textValue() : null);
  }

  /// A text that matches all of `pattern`.
  public static Kind<String> matching(Pattern pattern, String expectation) {
    return text(expectation, found -> pattern.matcher(found).matches());
  }

  /// One line without control characters.
  public static Kind<String> line(int least, int most) {
    return text(
        "a line of " + least + " to " + most + " characters without control characters",
        found ->
            found.length() >= least
                && found.length() <= most
                && found.chars().noneMatch(Character::isISOControl));
  }

  /// A password or key: a line that no message repeats.
  public static Kind<String> secret(int least, int most) {
    Kind<String> line = line(least, most);
    return new Kind<>(
        "a secret of " + least + " to " + most + " characters", "", true, line.meaning());
  }

  /// Any text without NUL.
  public static Kind<String> lines(int least, int most) {
    return text(
        "a text of " + least + " to " + most + " characters",
        found -> found.length() >= least && found.length() <= most && found.indexOf('\0') < 0);
  }

  /// One of a closed list of words.
  public static Kind<String> oneOf(Collection<String> words) {
    return text("one of " + String.join(", ", words), words::contains);
  }

  /// A text that `parse` understands; it may return null or throw IllegalArgumentException.
  public static <T> Kind<T> parsed(
      String expectation, T blank, Function<String, @Nullable T> parse) {
    return new Kind<>(
        expectation,
        blank,
        node -> {
          try {
            return node.isTextual() ? parse.apply(node.textValue()) : null;
          } catch (IllegalArgumentException _) {
            return null;
          }
        });
  }

  public static Kind<Path> path() {
    return parsed(
        "an absolute path", Path.of("/"), text -> text.startsWith("/") ? Path.of(text) : null);
  }

  public static Kind<Long> number(long least, long most) {
    return new Kind<>(
        "a whole number from " + least + " to " + most,
        least,
        node ->
            node.isIntegralNumber()
                    && node.canConvertToLong()
                    && node.longValue() >= least
                    && node.longValue() <= most
                ? node.longValue()
                : null);
  }

  public static Kind<Boolean> flag() {
    return new Kind<>(
        "true or false", false, node -> node.isBoolean() ? node.booleanValue() : null);
  }

  /// A list of at most `most` values of one kind.
  public static <T> Kind<List<T>> list(Kind<T> each, int most) {
    return new Kind<>(
        "a list of at most " + most + ", each " + each.expectation(),
        List.of(),
        node -> {
          if (!node.isArray() || node.size() > most) {
            return null;
          }
          List<T> values = new ArrayList<>();
          for (JsonNode element : node) {
            T value = each.meaning().apply(element);
            if (value == null) {
              return null;
            }
            values.add(value);
          }
          return List.copyOf(values);
        });
  }
}
