package org.hpcctl.cli;

import module java.base;

import org.hpcctl.acme.AccountKey;
import org.hpcctl.acme.AcmeAccount;
import org.hpcctl.acme.AcmeFailure;
import org.hpcctl.acme.Answers;
import org.hpcctl.acme.Authority;
import org.hpcctl.acme.ExternalAccount;
import org.hpcctl.acme.Issued;
import org.hpcctl.acme.KeyKind;
import org.hpcctl.acme.Progress;
import org.hpcctl.acme.RenewalWindow;
import org.hpcctl.acme.RevocationReason;
import org.hpcctl.acme.Wanted;
import org.hpcctl.certificate.FailureBudget;
import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.StateFolder;
import org.hpcctl.dns.Issuance;
import org.hpcctl.host.Fleet;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.HostCertificate;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.secret.PemPair;
import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Acme;
import org.hpcctl.spec.Cluster;

/// What the CAs of a cluster are asked for. The only class that brings the YAML, the state folder
/// and the conversation with a CA together.
final class CertificateOrder {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Cluster cluster;
  private final Acme acme;
  private final Function<String, Path> named;
  private final InstantSource clock;

  /// @param named what a path in the YAML means
  CertificateOrder(Cluster cluster, Function<String, Path> named, InstantSource clock) {
    this.cluster = cluster;
    this.acme = cluster.web().ssl().acme();
    this.named = named;
    this.clock = clock;
  }

  /// What became of an order.
  ///
  /// @param issued the certificate, unless every CA refused
  record Result(Optional<KeyPairPem> issued, Lineage lineage, List<Problem> problems) {}

  /// The word of the YAML.
  static String word(Acme.KeyType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /// Orders a certificate from the first CA that gives one.
  ///
  /// @param patient whether pauses of ours after failures are kept
  Result place(Lineage lineage, boolean patient, StateFolder folder, Consumer<String> told) {
    Lineage after = lineage;
    List<Problem> problems = new ArrayList<>();
    for (Acme.Authority authority : acme.authorities()) {
      Optional<Instant> rest =
          FailureBudget.wait(lineage, authority.directory(), patient, clock.instant());
      if (rest.isPresent()) {
        told.accept("%s is left alone until %s".formatted(authority.directory(), rest.get()));
        continue;
      }
      told.accept("asking " + authority.directory());
      try (AcmeAccount account = open(authority, folder, told)) {
        Issued issued = account.issue(wanted(authority, lineage, folder), answers(), LIMIT);
        List<Problem> unfit = unfit(authority, issued.pair());
        if (unfit.isEmpty()) {
          return new Result(
              Optional.of(issued.pair()),
              lineage.issued(held(authority, issued.pair()), now()),
              issued.remarks());
        }
        problems.addAll(unfit);
        after = failed(after, authority, unfit.getFirst().what(), Optional.empty());
      } catch (AcmeFailure failure) {
        problems.add(failure.problem());
        after = failed(after, authority, failure.problem().what(), failure.retryAfter());
      } catch (Refused refused) {
        // A record that cannot be published, or a wish that no CA would grant.
        problems.addAll(refused.problems());
        after = failed(after, authority, refused.problems().getFirst().what(), Optional.empty());
      }
    }
    return new Result(Optional.empty(), after, problems);
  }

  private Lineage failed(
      Lineage lineage, Acme.Authority authority, String what, Optional<Instant> retryAfter) {
    return lineage.failed(new Lineage.Failure(now(), authority.directory(), what), retryAfter);
  }

  /// What `nginx -t` does not check, and a browser would.
  private List<Problem> unfit(Acme.Authority authority, KeyPairPem pair) {
    // A clock that is a little behind the CA's is no reason to throw away what counts.
    Instant now =
        HostCertificate.of(pair.certificateChain())
            .map(HostCertificate::notBefore)
            .filter(from -> from.isBefore(clock.instant().plus(Duration.ofMinutes(10))))
            .filter(from -> from.isAfter(clock.instant()))
            .orElseGet(clock::instant);
    String what = "the answer of " + authority.directory();
    PemPair read = PemPair.read(what, pair.certificateChain(), what, pair.privateKey());
    return cluster.certificateNames().stream()
        .map(name -> name.startsWith("*.") ? "any" + name.substring(1) : name)
        .flatMap(name -> read.check(name, now).stream())
        .filter(Problem::refuses)
        .distinct()
        .toList();
  }

  private Lineage.Held held(Acme.Authority authority, KeyPairPem pair) {
    HostCertificate leaf = HostCertificate.of(pair.certificateChain()).orElseThrow();
    // A CA that makes proposals is asked for its first within the next run.
    return new Lineage.Held(
        authority.directory(),
        new TreeSet<>(cluster.certificateNames()),
        word(acme.keyType()),
        leaf.issuer(),
        leaf.serial(),
        leaf.notBefore(),
        leaf.notAfter(),
        Optional.empty(),
        Optional.of(now()));
  }

  /// Asks the CA of the certificate when it wants it renewed (ARI).
  Lineage asked(Lineage lineage, StateFolder folder) {
    Lineage.Held held = lineage.held().orElseThrow();
    Optional<KeyPairPem> pair = folder.pair();
    try (AcmeAccount account = open(authority(held.directory()), folder, _ -> {})) {
      Optional<RenewalWindow> window =
          pair.flatMap(both -> account.renewalWindow(both.certificateChain()));
      return lineage.proposed(
          window.map(it -> it.moment(new SecureRandom()).truncatedTo(ChronoUnit.SECONDS)),
          window.map(RenewalWindow::askAgain));
    } catch (AcmeFailure _) {
      // Our own arithmetic holds until the CA can be asked.
      return lineage.proposed(held.renewAt(), Optional.of(now().plus(Duration.ofHours(6))));
    }
  }

  /// What speaks against an order, as far as it can be told without one: the clock, and what the
  /// DNS says of each name. A CA that cannot be asked now is left to the order.
  List<Problem> preflight(StateFolder folder, Fleet fleet) {
    Acme.Authority authority = acme.authorities().getFirst();
    boolean http = acme.challenge() == Acme.Challenge.HTTP_01;
    // Names that only a private CA sees may well be unknown to the resolver of this machine.
    boolean seen =
        authority.caFile().isEmpty()
            || acme.dns().stream().anyMatch(it -> !it.resolvers().isEmpty());
    try (AcmeAccount account = open(authority, folder, _ -> {})) {
      URI name = account.register();
      List<Problem> problems =
          new ArrayList<>(account.clockAhead().flatMap(NameCheck::clock).stream().toList());
      if (seen) {
        problems.addAll(
            new NameCheck(
                    DnsProofs.resolvers(acme.dns()),
                    new Issuance(
                        account.caaIdentities(),
                        Optional.of(name.toString()),
                        http ? "http-01" : "dns-01"),
                    http ? cluster.portalNames() : List.of())
                .of(cluster.certificateNames(), fleet));
      }
      return problems;
    } catch (AcmeFailure _) {
      return List.of();
    }
  }

  /// Whether an order could be placed: the CA answers, the account is fit, the wishes are possible.
  List<Problem> rehearse(StateFolder folder, Consumer<String> told) {
    List<Problem> problems =
        new ArrayList<>(
            wanted(acme.authorities().getFirst(), Lineage.NONE, folder).check(answers()));
    for (Acme.Authority authority : acme.authorities()) {
      told.accept("asking " + authority.directory());
      try (AcmeAccount account = open(authority, folder, told)) {
        account.register();
      } catch (AcmeFailure failure) {
        problems.add(failure.problem());
      }
    }
    return problems;
  }

  /// @throws Refused when the CA does not revoke it
  void revoke(StateFolder folder, Lineage.Held held, RevocationReason reason) {
    String chain = folder.pair().map(KeyPairPem::certificateChain).orElse("");
    if (HostCertificate.of(chain).filter(it -> it.serial().equals(held.serial())).isEmpty()) {
      throw new Refused(
          Problem.error(
              "the certificate in %s is not %s".formatted(folder.path(), held.serial()),
              "the CA wants to see what it shall revoke",
              "put it back from a backup or a head: /etc/nginx/tls/current/fullchain.pem"));
    }
    settle(folder);
    try (AcmeAccount account = open(authority(held.directory()), folder, _ -> {})) {
      account.revoke(chain, reason);
    } catch (AcmeFailure failure) {
      // A run that was cut off after the CA had done it.
      if (!failure.type().equals("alreadyRevoked")) {
        throw new Refused(failure.problem());
      }
    }
  }

  /// Gives the account a new key at every CA.
  void rollover(StateFolder folder, Consumer<String> told) {
    if (acme.authorities().size() > 1) {
      throw new Refused(
          Problem.error(
              "the account's key cannot be changed while there is a fallback CA",
              "all of them know the same key, and they cannot change it together",
              "take web.ssl.fallback out for the time of the change"));
    }
    AccountKey next = AccountKey.create();
    // Kept before the CA learns of it: whoever is cut off here has both, and the next run finds out
    // which is good.
    folder.saveNextAccountKey(next.pem());
    try (AcmeAccount account = open(acme.authorities().getFirst(), folder, told)) {
      account.rollover(next);
      folder.takeNextAccountKey();
    } catch (AcmeFailure failure) {
      throw new Refused(failure.problem());
    }
  }

  private AcmeAccount open(Acme.Authority authority, StateFolder folder, Consumer<String> told) {
    return AcmeAccount.open(
        known(authority),
        AccountKey.read(
            folder.path().resolve("account.pem").toString(),
            folder.accountKey().orElseGet(() -> newKey(folder))),
        Optional.of(cluster.certificateContact()),
        clock,
        progress -> words(progress).ifPresent(told));
  }

  /// Ends a change of the account's key that was cut off.
  void settle(StateFolder folder) {
    Optional<Secret> next = folder.nextAccountKey();
    if (next.isEmpty()) {
      return;
    }
    try (AcmeAccount account = open(acme.authorities().getFirst(), folder, _ -> {})) {
      if (account.knows(AccountKey.read("account.next.pem", next.get()))) {
        folder.takeNextAccountKey();
      } else if (folder.accountKey().isPresent()
          && account.knows(AccountKey.read("account.pem", folder.accountKey().get()))) {
        folder.forgetNextAccountKey();
      }
    } catch (AcmeFailure failure) {
      throw new Refused(failure.problem());
    }
  }

  private static Secret newKey(StateFolder folder) {
    Secret pem = AccountKey.create().pem();
    folder.saveAccountKey(pem);
    return pem;
  }

  private static Optional<String> words(Progress progress) {
    return switch (progress) {
      case Progress.Proving(String name) -> Optional.of("proving " + name);
      case Progress.Issuing() -> Optional.of("all names are proved; waiting for the certificate");
      case Progress.Retrying(String why, Duration pause) ->
          Optional.of("%s; again in %.1f s".formatted(why, pause.toMillis() / 1000.0));
      case Progress.LeftBehind(String owner, Problem problem) ->
          Optional.of("left behind in the DNS: %s (%s)".formatted(owner, problem.what()));
      case Progress.AccountReady _, Progress.Ordered _, Progress.Proved _ -> Optional.empty();
    };
  }

  private Authority known(Acme.Authority authority) {
    return new Authority(
        URI.create(authority.directory()).getHost(),
        URI.create(authority.directory()),
        authority.caFile().map(named),
        authority.eab().map(eab -> new ExternalAccount(eab.keyId(), eab.hmacKey())));
  }

  /// The CA that issued what is held; what became of it in the YAML matters not.
  private Acme.Authority authority(String url) {
    return acme.authorities().stream()
        .filter(authority -> authority.directory().equals(url))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    Problem.error(
                            "the CA that issued the certificate is not in the YAML: " + url,
                            "",
                            "add it under web.ssl.fallback")
                        .at(Place.file(url))));
  }

  private Wanted wanted(Acme.Authority authority, Lineage lineage, StateFolder folder) {
    return new Wanted(
        cluster.certificateNames(),
        switch (acme.keyType()) {
          case EC256 -> KeyKind.EC_P256;
          case EC384 -> KeyKind.EC_P384;
          case RSA2048 -> KeyKind.RSA_2048;
          case RSA3072 -> KeyKind.RSA_3072;
          case RSA4096 -> KeyKind.RSA_4096;
        },
        // Profiles have names that only their CA knows.
        acme.profile().filter(_ -> authority.equals(acme.authorities().getFirst())),
        lineage
            .held()
            .filter(held -> held.directory().equals(authority.directory()))
            .filter(held -> held.names().equals(new TreeSet<>(cluster.certificateNames())))
            .flatMap(_ -> folder.pair())
            .map(KeyPairPem::certificateChain),
        acme.preferredChain());
  }

  private Answers answers() {
    return switch (acme.challenge()) {
      case HTTP_01 -> new Answers.Http01();
      case DNS_01 -> new Answers.Dns01(DnsProofs.of(acme.dns().orElseThrow()));
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
