package org.hpcctl.cli;

import module java.base;

import org.hpcctl.acme.AcmeAccount;
import org.hpcctl.acme.AcmeFailure;
import org.hpcctl.acme.Answers;
import org.hpcctl.acme.Issued;
import org.hpcctl.acme.KeyKind;
import org.hpcctl.acme.Wanted;
import org.hpcctl.certificate.FailureBudget;
import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.StateFolder;
import org.hpcctl.dns.Asked;
import org.hpcctl.host.Fleet;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.HostCertificate;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.secret.PemPair;
import org.hpcctl.spec.Acme;
import org.hpcctl.spec.Cluster;

/// The certificate that the YAML wants, as an order to its CAs: whether one would succeed, and what
/// became of it. The accounts are [CertificateAccounts]. What was said with the first CA before an
/// order goes on in it: one connection, one account looked up.
final class CertificateOrder implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Cluster cluster;
  private final Acme acme;
  private final CertificateAccounts accounts;
  private final InstantSource clock;
  private Optional<AcmeAccount> begun = Optional.empty();

  CertificateOrder(Cluster cluster, CertificateAccounts accounts, InstantSource clock) {
    this.cluster = cluster;
    this.acme = cluster.web().ssl().acme();
    this.accounts = accounts;
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
      try (AcmeAccount account = opened(authority, folder, told)) {
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

  /// The conversation that was begun, if it was with this CA.
  private AcmeAccount opened(Acme.Authority authority, StateFolder folder, Consumer<String> told) {
    Optional<AcmeAccount> here = begun.filter(_ -> authority.equals(acme.authorities().getFirst()));
    if (here.isPresent()) {
      begun = Optional.empty();
    }
    return here.orElseGet(() -> accounts.open(authority, folder, told));
  }

  @Override
  public void close() {
    begun.ifPresent(AcmeAccount::close);
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

  /// What speaks against an order, as far as it can be told without one: the clock, and what the
  /// DNS says of each name. A CA that cannot be asked now is left to the order.
  List<Problem> preflight(StateFolder folder, Fleet fleet, Consumer<String> told) {
    Acme.Authority authority = acme.authorities().getFirst();
    boolean http = acme.challenge() == Acme.Challenge.HTTP_01;
    // Names that only a private CA sees may well be unknown to the resolver of this machine.
    boolean seen =
        authority.caFile().isEmpty()
            || acme.dns().stream().anyMatch(it -> !it.resolvers().isEmpty());
    AcmeAccount account = accounts.open(authority, folder, told);
    try {
      URI name = account.register();
      begun = Optional.of(account);
      List<Problem> problems =
          new ArrayList<>(account.clockAhead().flatMap(NameCheck::clock).stream().toList());
      if (seen) {
        problems.addAll(
            new NameCheck(
                    DnsProofs.resolvers(acme.dns()),
                    new Asked(
                        account.caaIdentities(),
                        Optional.of(name.toString()),
                        http ? "http-01" : "dns-01"),
                    http ? cluster.portalNames() : List.of())
                .of(cluster.certificateNames(), fleet));
      }
      return problems;
    } catch (AcmeFailure _) {
      begun = Optional.empty();
      account.close();
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
      try (AcmeAccount account = accounts.open(authority, folder, told)) {
        account.register();
      } catch (AcmeFailure failure) {
        problems.add(failure.problem());
      }
    }
    return problems;
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
