package org.hpcctl.acme;

import module java.base;

import org.hpcctl.acme.AcmeFailure.Kind;
import org.hpcctl.dns.TxtRecords;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeServerException;

/// Proves the names of an order.
final class Proof {
  private final Authority authority;
  private final Answers answers;
  private final Patience patience;
  private final Consumer<Progress> progress;

  Proof(Authority authority, Answers answers, Patience patience, Consumer<Progress> progress) {
    this.authority = authority;
    this.answers = answers;
    this.patience = patience;
    this.progress = progress;
  }

  private record Triggered(String name, Authorization authorization) {}

  /// @throws AcmeFailure that tells of every name that was not proved
  void of(Order order) throws AcmeException {
    Map<Authorization, Challenge> open = new LinkedHashMap<>();
    for (Authorization authorization : order.getAuthorizations()) {
      switch (authorization.getStatus()) {
        case VALID -> progress.accept(new Progress.Proved(name(authorization)));
        case PENDING -> open.put(authorization, challenge(authorization));
        default -> throw gone(authorization);
      }
    }
    Deque<TxtRecords.Value> published = new ArrayDeque<>();
    List<Problem> refusals = new ArrayList<>();
    try {
      if (answers instanceof Answers.Dns01(var records)) {
        for (Map.Entry<Authorization, Challenge> one : open.entrySet()) {
          Dns01Challenge challenge = (Dns01Challenge) one.getValue();
          TxtRecords.Value record =
              new TxtRecords.Value(
                  challenge.getRRName(one.getKey().getIdentifier()), challenge.getDigest());
          // Before it is tried: what fails half-way is taken away as well.
          published.push(record);
          records.publish(record.owner(), record.value());
        }
        // All are on their way by now: ten slow servers take no longer than one.
        records.awaitSeen(published);
      }
      List<Triggered> triggered = new ArrayList<>();
      for (Map.Entry<Authorization, Challenge> one : open.entrySet()) {
        progress.accept(new Progress.Proving(name(one.getKey())));
        trigger(one.getKey(), one.getValue());
        triggered.add(new Triggered(name(one.getKey()), one.getKey()));
      }
      await(triggered);
    } catch (Refused e) {
      refusals.addAll(e.problems());
      throw e;
    } finally {
      published.forEach(record -> withdraw(record, refusals));
    }
  }

  private Challenge challenge(Authorization authorization) {
    Class<? extends Challenge> wanted =
        switch (answers) {
          case Answers.Http01 _ -> Http01Challenge.class;
          case Answers.Dns01 _ -> Dns01Challenge.class;
        };
    return authorization
        .findChallenge(wanted)
        .map(Challenge.class::cast)
        .orElseThrow(
            () ->
                new AcmeFailure(
                    Kind.REFUSED,
                    Problem.error(
                        "the CA %s does not take this kind of proof for %s"
                            .formatted(authority.name(), name(authorization)),
                        "it offers "
                            + authorization.getChallenges().stream()
                                .map(Challenge::getType)
                                .collect(Collectors.joining(", ")),
                        "choose one of these"),
                    Set.of(name(authorization)),
                    Optional.empty(),
                    "",
                    null));
  }

  /// A challenge that was sent twice because the first answer got lost may be refused the second
  /// time: then it counts what became of the name.
  private static void trigger(Authorization authorization, Challenge challenge)
      throws AcmeException {
    try {
      challenge.trigger();
    } catch (AcmeServerException e) {
      authorization.fetch();
      if (authorization.getStatus() == Status.PENDING
          && authorization.getChallenges().stream()
              .allMatch(one -> one.getStatus() == Status.PENDING)) {
        throw e;
      }
    }
  }

  private void await(List<Triggered> triggered) throws AcmeException {
    SortedMap<String, String> failed = new TreeMap<>();
    String type = "";
    for (Triggered one : triggered) {
      Optional<Instant> notBefore = one.authorization().fetch();
      for (int asked = 0; one.authorization().getStatus() == Status.PENDING; asked++) {
        patience.poll("the proof for " + one.name(), asked, notBefore);
        notBefore = one.authorization().fetch();
      }
      if (one.authorization().getStatus() == Status.VALID) {
        progress.accept(new Progress.Proved(one.name()));
      } else {
        Optional<org.shredzone.acme4j.Problem> error =
            one.authorization().getChallenges().stream()
                .flatMap(challenge -> challenge.getError().stream())
                .findFirst();
        type = error.map(Failures::type).orElse(type);
        failed.put(one.name(), error.map(Object::toString).orElse("it does not say why"));
      }
    }
    if (!failed.isEmpty()) {
      throw new AcmeFailure(
          Kind.NAME,
          Problem.error(
              "the CA %s did not find the proof for %s"
                  .formatted(authority.name(), String.join(", ", failed.keySet())),
              "it says: "
                  + failed.entrySet().stream()
                      .map(one -> one.getKey() + ": " + one.getValue())
                      .collect(Collectors.joining("; ")),
              switch (answers) {
                case Answers.Http01 _ ->
                    "let every address of the name lead to a head that answers on port 80";
                case Answers.Dns01 _ -> "look whether the CA sees the records that we write";
              }),
          failed.keySet(),
          Optional.empty(),
          type,
          null);
    }
  }

  private AcmeFailure gone(Authorization authorization) {
    String name = name(authorization);
    return new AcmeFailure(
        Kind.NAME,
        Problem.error(
            "the CA %s has ended the proof for %s before it began"
                .formatted(authority.name(), name),
            "its state is " + authorization.getStatus().name().toLowerCase(Locale.ROOT),
            "try again"),
        Set.of(name),
        Optional.empty(),
        "",
        null);
  }

  /// @param refusals why a record was not taken: what is not taken away for the same reason never
  ///   was there
  private void withdraw(TxtRecords.Value record, List<Problem> refusals) {
    if (answers instanceof Answers.Dns01(var records)) {
      try {
        records.withdraw(record.owner(), record.value());
      } catch (Refused e) {
        e.problems().stream()
            .filter(it -> !refusals.contains(it))
            .forEach(it -> progress.accept(new Progress.LeftBehind(record.owner(), it)));
      }
    }
  }

  private static String name(Authorization authorization) {
    String value = authorization.getIdentifier().getValue();
    return authorization.isWildcard() ? "*." + value : value;
  }
}
