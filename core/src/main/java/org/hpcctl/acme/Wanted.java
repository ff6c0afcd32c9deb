package org.hpcctl.acme;

import module java.base;

import org.hpcctl.problem.Problem;

/// A certificate to ask for.
///
/// @param names DNS names, wildcards and addresses
/// @param profile the name of one that the CA offers, such as `shortlived`
/// @param replaces the certificate (PEM) in whose place it comes: the CA may then waive its limits
/// @param preferredChain the common name of the root that the chain shall lead to, where the CA has
///   several
public record Wanted(
    List<String> names,
    KeyKind key,
    Optional<String> profile,
    Optional<String> replaces,
    Optional<String> preferredChain) {
  private static final int MOST_NAMES = 100;
  private static final int LONGEST_NAME = 253;
  private static final Pattern LABEL =
      Pattern.compile("[a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?", Pattern.CASE_INSENSITIVE);

  public Wanted {
    names = List.copyOf(names);
  }

  /// One for these names as most want it.
  public static Wanted of(List<String> names) {
    return new Wanted(names, KeyKind.EC_P256, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The same in the place of a certificate that there is.
  public Wanted replacing(String certificate) {
    return new Wanted(names, key, profile, Optional.of(certificate), preferredChain);
  }

  /// Everything that no CA would accept, and what the proof cannot do.
  public List<Problem> check(Answers answers) {
    List<Problem> problems = new ArrayList<>();
    if (names.isEmpty() || names.size() > MOST_NAMES) {
      problems.add(
          Problem.error(
              "a certificate cannot have %d names".formatted(names.size()),
              "it has at least one, and CAs take at most %d".formatted(MOST_NAMES),
              "give its names, or spread them over several certificates"));
    }
    for (String name : names) {
      wrong(name, answers).ifPresent(problems::add);
    }
    return problems;
  }

  private static Optional<Problem> wrong(String name, Answers answers) {
    boolean wildcard = name.startsWith("*.");
    boolean address = Names.address(name);
    if (address ? !Names.literal(name) : !dns(wildcard ? name.substring(2) : name)) {
      String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
      return Optional.of(
          Problem.error(
              "%s is no name for a certificate".formatted(shown),
              name.length() > LONGEST_NAME
                  ? "it has %d characters; a DNS name has at most %d"
                      .formatted(name.length(), LONGEST_NAME)
                  : "a DNS name has at least two labels of letters, digits and -, at most 63 each",
              "correct it"));
    }
    return switch (answers) {
      case Answers.Http01 _ when wildcard ->
          Optional.of(
              Problem.error(
                  "%s cannot be proved by HTTP-01".formatted(name),
                  "CAs take a record in the DNS only for a wildcard",
                  "choose dns-01, or name each host"));
      case Answers.Dns01 _ when address ->
          Optional.of(
              Problem.error(
                  "%s cannot be proved by DNS-01".formatted(name),
                  "an address has no records that a CA would ask for",
                  "choose http-01 for addresses, in a certificate of their own"));
      case Answers.Http01 _, Answers.Dns01 _ -> Optional.empty();
    };
  }

  private static boolean dns(String name) {
    String ascii;
    try {
      ascii = IDN.toASCII(name);
    } catch (IllegalArgumentException _) {
      return false;
    }
    List<String> labels = List.of(ascii.split("\\.", -1));
    return ascii.length() <= LONGEST_NAME
        && labels.size() >= 2
        && labels.stream().allMatch(label -> LABEL.matcher(label).matches());
  }
}
