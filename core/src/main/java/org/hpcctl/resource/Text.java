package org.hpcctl.resource;

import module java.base;

/// The text of a file, which may depend on facts that only the host knows. The plan stays a pure
/// function of the cluster: it carries every edition, and the probe's facts pick one.
public sealed interface Text {
  /// The text for a host with these facts, or empty when a fact it needs is not known yet.
  Optional<Fixed> resolve(Facts facts);

  /// What to show when the facts are not known yet.
  String assumed();

  /// The names of the facts it depends on.
  Set<String> facts();

  /// Every text that it may come to, as far as that is known without asking for a fact.
  List<Fixed> foreseen();

  /// Digest of what is shown when the facts are not known.
  default String digest() {
    return Digest.of(assumed());
  }

  static Fixed of(String value) {
    return new Fixed(value, Digest.of(value));
  }

  /// The same on every host.
  ///
  /// @param digest of the text, kept because each of question, answer and comparison wants it
  record Fixed(String value, @Override String digest) implements Text {
    @Override
    public Optional<Fixed> resolve(Facts facts) {
      return Optional.of(this);
    }

    @Override
    public String assumed() {
      return value;
    }

    @Override
    public Set<String> facts() {
      return Set.of();
    }

    @Override
    public List<Fixed> foreseen() {
      return List.of(this);
    }
  }

  /// One edition from each version of a program on: the newest that is not above the host's
  /// version.
  ///
  /// @param editions oldest first, at least one
  record ByVersion(String fact, List<Edition> editions) implements Text {
    public ByVersion {
      editions = editions.stream().sorted(Comparator.comparing(Edition::from)).toList();
    }

    @Override
    public Optional<Fixed> resolve(Facts facts) {
      return facts.value(fact).map(Version::parse).map(this::edition);
    }

    @Override
    public String assumed() {
      return editions.getLast().text().value();
    }

    @Override
    public Set<String> facts() {
      return Set.of(fact);
    }

    @Override
    public List<Fixed> foreseen() {
      return editions.stream().map(Edition::text).toList();
    }

    private Fixed edition(Version version) {
      return editions.stream()
          .filter(edition -> edition.from().compareTo(version) <= 0)
          .reduce((_, newer) -> newer)
          .orElse(editions.getFirst())
          .text();
    }
  }

  /// A text and the first version that it is for.
  record Edition(Version from, Fixed text) {
    public Edition(Version from, String text) {
      this(from, Text.of(text));
    }
  }

  /// A text in which each token stands for a fact of the host.
  ///
  /// @param tokens the fact by its token, as `@interface@` → `vip.interface`
  record WithFacts(String body, SortedMap<String, String> tokens) implements Text {
    public WithFacts {
      tokens = Collections.unmodifiableSortedMap(new TreeMap<>(tokens));
    }

    @Override
    public Optional<Fixed> resolve(Facts known) {
      String text = body;
      for (Map.Entry<String, String> token : tokens.entrySet()) {
        Optional<String> value = known.value(token.getValue());
        if (value.isEmpty()) {
          return Optional.empty();
        }
        text = text.replace(token.getKey(), value.get());
      }
      return Optional.of(Text.of(text));
    }

    @Override
    public String assumed() {
      return body;
    }

    @Override
    public Set<String> facts() {
      return Set.copyOf(tokens.values());
    }

    @Override
    public List<Fixed> foreseen() {
      return List.of();
    }
  }
}
