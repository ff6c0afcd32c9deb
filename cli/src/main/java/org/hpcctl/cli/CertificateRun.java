package org.hpcctl.cli;

import module java.base;

import org.hpcctl.certificate.FailureBudget;
import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.Renewal;
import org.hpcctl.certificate.StateFolder;
import org.hpcctl.host.Fleet;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.HostCertificate;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Service;
import org.hpcctl.spec.Ssl;

/// What a run does for the certificate: nothing while nothing is due, else one order and one
/// rollout, each written down as soon as it is done, so that a run that is killed anywhere is
/// finished by the next.
final class CertificateRun {
  /// How a run ended.
  ///
  /// @param problems why it did not do all that was due
  record Ended(Deed deed, Lineage lineage, Renewal due, List<Problem> problems) {
    Ended {
      problems = List.copyOf(problems);
    }
  }

  /// What was done.
  enum Deed {
    /// Nothing is due.
    NOTHING(ExitCode.OK),
    /// Every head serves the newest certificate.
    DEPLOYED(ExitCode.OK),
    /// The newest certificate is not served by every head.
    NOT_DEPLOYED(ExitCode.PARTIAL),
    /// Another run is at work.
    BUSY(ExitCode.REFUSED),
    /// No certificate was issued.
    FAILED(ExitCode.REFUSED);

    private final ExitCode code;

    Deed(ExitCode code) {
      this.code = code;
    }

    ExitCode code() {
      return code;
    }
  }

  private final Cluster cluster;
  private final StateFolder folder;
  private final InstantSource clock;
  private final Consumer<String> told;
  private final CertificateOrder order;
  private final CertificateAccounts accounts;
  private final Fleet fleet;

  /// @param told gets a line for each step
  CertificateRun(
      Cluster cluster,
      StateFolder folder,
      CertificateOrder order,
      CertificateAccounts accounts,
      Fleet fleet,
      InstantSource clock,
      Consumer<String> told) {
    this.cluster = cluster;
    this.folder = folder;
    this.order = order;
    this.accounts = accounts;
    this.fleet = fleet;
    this.clock = clock;
    this.told = told;
  }

  /// The heads that shall serve it.
  static List<String> heads(Cluster cluster) {
    return cluster.controllersWith(Service.WEB).stream().map(Controller::hostname).toList();
  }

  /// The controller that renews the certificate, when that is not this machine: what is remembered
  /// here may then be old.
  static Optional<String> elsewhere(Cluster cluster) {
    return cluster
        .web()
        .ssl()
        .acme()
        .timerHost()
        .filter(_ -> cluster.web().ssl().mode() == Ssl.Mode.LETSENCRYPT)
        .filter(host -> ThisHost.in(cluster).stream().noneMatch(it -> it.hostname().equals(host)));
  }

  /// What is due now. Reads one small file, asks nobody.
  static Renewal due(Cluster cluster, Lineage lineage, Instant now) {
    return Renewal.due(
        lineage,
        cluster.certificateNames(),
        CertificateOrder.word(cluster.web().ssl().acme().keyType()),
        cluster.web().ssl().acme().authorities().stream().map(it -> it.directory()).toList(),
        heads(cluster),
        now);
  }

  /// @param forced whether a new certificate is ordered also when none is due
  /// @param open connects to the heads; called only when something is to be done there
  Ended run(boolean forced, Supplier<Rollout> open) {
    Lineage seen = folder.lineage();
    Renewal due = forced ? new Renewal.Issue("it was asked for") : due(cluster, seen, now());
    if (due instanceof Renewal.Nothing) {
      return new Ended(Deed.NOTHING, seen, due, List.of());
    }
    Optional<StateFolder.Lock> taken = folder.tryLock(ThisHost.owner("hpcctl cert"));
    if (taken.isEmpty()) {
      return new Ended(Deed.BUSY, seen, due, List.of(folder.busy()));
    }
    try (StateFolder.Lock _ = taken.get()) {
      // Whoever waited for another run looks again at what that one left.
      Lineage lineage = folder.lineage();
      return work(forced ? due : due(cluster, lineage, now()), lineage, forced, open);
    }
  }

  private Ended work(Renewal due, Lineage lineage, boolean forced, Supplier<Rollout> open) {
    return switch (due) {
      case Renewal.Nothing _ -> new Ended(Deed.NOTHING, lineage, due, List.of());
      case Renewal.Ask _ -> {
        Lineage asked = accounts.asked(lineage, folder);
        folder.save(asked);
        Renewal now = due(cluster, asked, now());
        yield now instanceof Renewal.Ask
            ? new Ended(Deed.NOTHING, asked, now, List.of())
            : work(now, asked, forced, open);
      }
      case Renewal.Deploy(List<String> hosts) -> {
        yield deploy(due, lineage, hosts, open.get());
      }
      case Renewal.Issue(String why) -> issue(due, why, lineage, forced, open);
    };
  }

  private Ended issue(
      Renewal due, String why, Lineage lineage, boolean forced, Supplier<Rollout> open) {
    // Whoever asks by hand knows what was mended; the word of the CA holds for everybody.
    List<Optional<Instant>> waits =
        cluster.web().ssl().acme().authorities().stream()
            .map(ca -> FailureBudget.wait(lineage, ca.directory(), !forced, now()))
            .toList();
    if (waits.stream().allMatch(Optional::isPresent)) {
      Instant first =
          waits.stream().flatMap(Optional::stream).min(Comparator.naturalOrder()).orElseThrow();
      return new Ended(Deed.FAILED, lineage, due, List.of(tooEarly(lineage, first)));
    }
    told.accept(
        "certificate for %s: %s".formatted(String.join(", ", cluster.certificateNames()), why));
    accounts.settle(folder);
    folder.demandRoom();
    List<Problem> unfit = new ArrayList<>();
    List<String> hosts = heads(cluster);
    Rollout rollout;
    if (cluster.web().ssl().acme().preflight()) {
      // The CA and the DNS are asked while the heads are.
      try (Fleet.Beside<List<Problem>> asked =
          Fleet.meanwhile("the CA", () -> order.preflight(folder, fleet, told))) {
        rollout = open.get();
        unfit.addAll(rollout.preflight(told));
        hosts = wellEnough(hosts, unfit, lineage);
        unfit.addAll(asked.join());
      }
    } else {
      rollout = open.get();
    }
    List<String> meant = hosts;
    if (unfit.stream().anyMatch(problem -> problem.refuses() && !leftOut(problem, meant))) {
      Lineage failed = lineage.attempted(now(), first(unfit));
      folder.save(failed);
      return new Ended(Deed.FAILED, failed, due, unfit);
    }
    // A run that does not come back counts too.
    folder.save(
        lineage.failed(
            new Lineage.Failure(
                now(),
                cluster.web().ssl().acme().authorities().getFirst().directory(),
                "the run was cut off"),
            Optional.empty()));
    CertificateOrder.Result result = order.place(lineage, !forced, folder, told);
    if (result.issued().isEmpty()) {
      folder.save(result.lineage());
      unfit.addAll(result.problems());
      return new Ended(Deed.FAILED, result.lineage(), due, unfit);
    }
    // The certificate first: a run that is killed in between orders another one, and loses nothing
    // that is served.
    folder.save(result.issued().get());
    folder.save(result.lineage());
    told.accept("issued, serial " + result.lineage().held().orElseThrow().serial());
    Ended ended = deploy(due, result.lineage(), hosts, rollout);
    unfit.addAll(result.problems());
    unfit.addAll(ended.problems());
    return new Ended(ended.deed(), ended.lineage(), due, unfit);
  }

  private Ended deploy(Renewal due, Lineage lineage, List<String> hosts, Rollout rollout) {
    Optional<KeyPairPem> pair = folder.pair();
    Optional<HostCertificate> leaf =
        pair.flatMap(both -> HostCertificate.of(both.certificateChain()));
    String serial = lineage.held().map(Lineage.Held::serial).orElse("");
    if (leaf.isEmpty() || !leaf.get().serial().equals(serial)) {
      folder.save(lineage.lost());
      throw new Refused(
          Problem.error(
                  "the certificate in %s is not the one that was issued last"
                      .formatted(folder.path()),
                  "it was lost or exchanged",
                  "run it again: a new one will be ordered")
              .at(Place.file(folder.path().toString())));
    }
    Rollout.Result result = deployed(pair.orElseThrow(), leaf.get(), hosts, lineage, rollout);
    Optional<String> error = result.problems().stream().findFirst().map(Problem::what);
    Lineage served = lineage.served(result.served(), now(), error);
    folder.save(served);
    return new Ended(
        served.behind(heads(cluster)).isEmpty() ? Deed.DEPLOYED : Deed.NOT_DEPLOYED,
        served,
        due,
        result.problems());
  }

  /// All of them or none, unless little time is left: then those that can have it.
  private Rollout.Result deployed(
      KeyPairPem pair, HostCertificate leaf, List<String> hosts, Lineage before, Rollout rollout) {
    List<Problem> problems = new ArrayList<>();
    List<String> meant = hosts;
    while (true) {
      Rollout.Result result = rollout.deploy(pair, leaf, meant, told);
      problems.addAll(result.problems());
      List<String> well = wellEnough(meant, result.problems(), before);
      if (!result.served().isEmpty() || well.isEmpty() || well.equals(meant)) {
        return new Rollout.Result(result.served(), problems);
      }
      meant = well;
    }
  }

  /// The heads that a certificate is for now: all of them, unless so little time is left to the one
  /// that is served that a head which is not well must not keep the others from the next.
  private List<String> wellEnough(List<String> hosts, List<Problem> found, Lineage lineage) {
    Duration critical = Duration.ofDays(cluster.web().ssl().acme().warn().criticalDays());
    List<String> well =
        hosts.stream()
            .filter(
                host ->
                    found.stream().noneMatch(problem -> problem.refuses() && isOf(problem, host)))
            .toList();
    if (well.isEmpty() || well.size() == hosts.size() || !lineage.pressing(critical, now())) {
      return hosts;
    }
    List<String> sick = new ArrayList<>(hosts);
    sick.removeAll(well);
    told.accept(
        "the certificate in use ends on %s: %s is left to a later run"
            .formatted(lineage.servedEnds().orElseThrow(), String.join(", ", sick)));
    return well;
  }

  private boolean leftOut(Problem problem, List<String> meant) {
    return heads(cluster).stream().anyMatch(host -> !meant.contains(host) && isOf(problem, host));
  }

  private static boolean isOf(Problem problem, String host) {
    return problem.place().filter(Place.host(host)::equals).isPresent();
  }

  private Problem tooEarly(Lineage lineage, Instant until) {
    return Problem.error(
        "no new certificate is ordered before %s".formatted(until.truncatedTo(ChronoUnit.SECONDS)),
        lineage.resting().containsValue(until)
            ? "the CA asked to be left alone until then"
            : "%d attempts failed; the last: %s"
                .formatted(
                    lineage.failures().size(),
                    lineage.failures().isEmpty() ? "" : lineage.failures().getLast().what()),
        "mend what failed; `hpcctl cert dry-run` tells without an order, and `cert issue` does not"
            + " wait for a pause of ours");
  }

  private static String first(List<Problem> problems) {
    return problems.stream().filter(Problem::refuses).findFirst().map(Problem::what).orElse("");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// The heads, as far as a run needs them.
  interface Rollout {
    /// What became of it.
    ///
    /// @param served the heads that were proven to serve it
    record Result(List<String> served, List<Problem> problems) {}

    /// Whether an order could succeed.
    List<Problem> preflight(Consumer<String> told);

    Result deploy(KeyPairPem pair, HostCertificate leaf, List<String> hosts, Consumer<String> told);
  }
}
