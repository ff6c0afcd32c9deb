package org.hpcctl.dns;

import module java.base;

import org.hpcctl.problem.Problem;

/// Whether the owner of a name lets a CA issue for it.
public sealed interface CaaVerdict {

  /// The name that was asked for, with `*.` when it is a wildcard.
  String name();

  /// @param by the record that says so; empty when nobody is kept out
  record Allowed(String name, Optional<Standing> by) implements CaaVerdict {}

  /// @param by a record that keeps this CA out; there may be more beside it
  record Forbidden(String name, Standing by, String why) implements CaaVerdict {}

  /// It could not be found out. A CA that cannot either does not issue.
  record Unknown(String name, String why) implements CaaVerdict {}

  /// A record, and the name where it stands.
  record Standing(CaaRecord record, String at) {
    @Override
    public String toString() {
      return record + " at " + at;
    }
  }

  /// What the records at one name say; `records` is what climbing the tree found first.
  ///
  /// @param at where they stand
  static CaaVerdict of(String name, Asked issuance, String at, List<CaaRecord> records) {
    Optional<CaaRecord> unheardOf = records.stream().filter(CaaRecord::unheardOf).findFirst();
    if (unheardOf.isPresent()) {
      return new Forbidden(
          name,
          new Standing(unheardOf.get(), at),
          "it is critical, and no CA may issue that does not know its tag");
    }
    List<CaaRecord> rules = rules(name.startsWith("*."), records);
    if (rules.isEmpty()) {
      return new Allowed(name, Optional.empty());
    }
    if (issuance.issuers().isEmpty()) {
      return new Unknown(
          name,
          "%s stands at %s, and the CA does not say by which name CAA records mean it"
              .formatted(rules.getFirst(), at));
    }
    List<CaaVerdict> verdicts =
        rules.stream()
            .map(record -> new Standing(record, at))
            .map(standing -> of(name, issuance, standing))
            .toList();
    return Stream.<Class<? extends CaaVerdict>>of(Allowed.class, Unknown.class)
        .flatMap(kind -> verdicts.stream().filter(kind::isInstance))
        .findFirst()
        .orElse(nearest(verdicts, issuance));
  }

  /// What the operator should know before an order; nothing when the CA may issue.
  default Optional<Problem> problem() {
    return switch (this) {
      case Allowed _ -> Optional.empty();
      case Forbidden(var name, var by, var why) ->
          Optional.of(
              Problem.error(
                  "the CA may not issue a certificate for %s: %s".formatted(name, why),
                  "%s forbids it".formatted(by),
                  "add a CAA record for this CA there, or choose one that is allowed"));
      case Unknown(var name, var why) ->
          Optional.of(
              Problem.warning(
                  "whether the CA may issue for %s cannot be told: %s".formatted(name, why),
                  "a CA that cannot read the CAA records does not issue",
                  "look at the CAA records of the name and of the names above it"));
    };
  }

  // A wildcard obeys `issuewild` where there is one, and otherwise `issue` (RFC 8659, section 4.3).
  private static List<CaaRecord> rules(boolean wildcard, List<CaaRecord> records) {
    Map<String, List<CaaRecord>> byTag =
        records.stream().collect(Collectors.groupingBy(CaaRecord::tag));
    List<CaaRecord> issue = byTag.getOrDefault("issue", List.of());
    return wildcard ? byTag.getOrDefault("issuewild", issue) : issue;
  }

  private static CaaVerdict of(String name, Asked issuance, Standing standing) {
    CaaRecord record = standing.record();
    if (!issuance.issuers().contains(record.issuer())) {
      return new Forbidden(
          name,
          standing,
          record.issuer().isEmpty()
              ? "no CA is allowed to"
              : "only %s is allowed to".formatted(record.issuer()));
    }
    Optional<String> methods = record.parameter("validationmethods");
    if (methods.isPresent()
        && Arrays.stream(methods.get().split(",", -1)).noneMatch(issuance.method()::equals)) {
      return new Forbidden(
          name,
          standing,
          "it is not to be proved by %s, only by %s".formatted(issuance.method(), methods.get()));
    }
    Optional<String> account = record.parameter("accounturi");
    if (account.isPresent() && issuance.account().isEmpty()) {
      return new Unknown(
          name, "%s asks for one account, and ours is not made yet".formatted(standing));
    }
    return account.equals(issuance.account()) || account.isEmpty()
        ? new Allowed(name, Optional.of(standing))
        : new Forbidden(
            name,
            standing,
            "it is reserved to the account %s, and ours is %s"
                .formatted(account.get(), issuance.account().orElseThrow()));
  }

  // Of several that forbid it, the one that means this CA and only wants something else tells most.
  private static CaaVerdict nearest(List<CaaVerdict> forbidden, Asked issuance) {
    return forbidden.stream()
        .filter(
            verdict ->
                verdict instanceof Forbidden(_, var by, _)
                    && issuance.issuers().contains(by.record().issuer()))
        .findFirst()
        .orElse(forbidden.getFirst());
  }
}
