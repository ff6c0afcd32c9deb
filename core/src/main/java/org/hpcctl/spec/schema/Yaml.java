package org.hpcctl.spec.schema;

import module java.base;

import org.hpcctl.problem.Place;

/// A YAML document as a tree whose nodes know where they stand.
public sealed interface Yaml {
  Place place();

  /// What it is, for a sentence: `a list`.
  String kind();

  /// @param plain written without quotes and not as a block
  /// @param span where its text stands in the file
  record Scalar(String text, boolean plain, Span span, Place place) implements Yaml {
    /// A value that stands in no file: a default.
    static Scalar of(String text, Place place) {
      return new Scalar(text, true, new Span(0, 0), place);
    }

    /// A key without a value: `key:`, `key: ~` or `key: null`.
    boolean absent() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String kind() {
      return absent() ? "nothing" : "a single value";
    }
  }

  record Sequence(List<Yaml> items, Place place) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /// @param flow written as `{…}`
  /// @param span from its first key to its end
  record Mapping(List<Entry> entries, boolean flow, Span span, Place place) implements Yaml {
    public Mapping {
      entries = List.copyOf(entries);
    }

    static Mapping empty(Place place) {
      return new Mapping(List.of(), true, new Span(0, 0), place);
    }

    @Override
    public String kind() {
      return "a section of keys and values";
    }
  }

  record Entry(Scalar key, Yaml value) {}

  /// Positions in the text, counted in code points; the end is exclusive.
  record Span(int start, int end) {}
}
