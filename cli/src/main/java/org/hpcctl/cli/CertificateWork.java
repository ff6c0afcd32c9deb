package org.hpcctl.cli;

import module java.base;

import org.hpcctl.certificate.Hook;
import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.Renewal;
import org.hpcctl.certificate.StateFolder;
import org.hpcctl.host.Connections;
import org.hpcctl.phases.web.Renewals;
import org.hpcctl.plan.Change;
import org.hpcctl.plan.Difference;
import org.hpcctl.plan.Inputs;
import org.hpcctl.plan.Plan;
import org.hpcctl.plan.Release;
import org.hpcctl.plan.SignInAuthorities;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.spec.Acme;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Ssl;

/// A cluster whose certificate hpcctl gets, its state folder and its heads.
record CertificateWork(Cluster cluster, SpecFile file, Reach reach, Terminal terminal) {

  /// @throws Refused when hpcctl gets no certificate for this cluster
  static CertificateWork of(SpecFile file, Reach reach, Terminal terminal) {
    Cluster cluster = file.read(terminal);
    if (cluster.web().ssl().mode() != Ssl.Mode.LETSENCRYPT) {
      throw new Refused(
          Problem.error(
              "hpcctl gets no certificate for this cluster",
              "web.ssl.mode is "
                  + cluster.web().ssl().mode().name().toLowerCase(Locale.ROOT)
                  + " in "
                  + file.name(terminal),
              "write `mode: letsencrypt` there; see docs/how-to/certificates.md"));
    }
    if (CertificateRun.heads(cluster).isEmpty()) {
      throw new Refused(
          Problem.error(
              "no controller runs the portal",
              "nobody would serve the certificate",
              "write `web: true` under a controller's services"));
    }
    return new CertificateWork(cluster, file, reach, terminal);
  }

  StateFolder folder() {
    return StateFolder.of(file.directory(terminal), cluster.name());
  }

  CertificateAccounts accounts() {
    return new CertificateAccounts(
        cluster, name -> file.named(name, terminal), InstantSource.system());
  }

  CertificateOrder order() {
    return new CertificateOrder(cluster, accounts(), InstantSource.system());
  }

  /// Begins to connect to the heads.
  Connections.Opening opening() {
    return reach.opening(
        ThisHost.reachedDirectly(cluster),
        CertificateRun.heads(cluster),
        file.directory(terminal),
        terminal);
  }

  /// @param connections to the heads; waited for when they are needed
  Heads heads(Supplier<Connections> connections) {
    PortalCertificate held = PortalCertificate.of(cluster, file, terminal, InstantSource.system());
    return new Heads(
        new Inputs(cluster, held.pair(), held.thumbprint(), SignInAuthorities.NONE, Release.NONE),
        connections,
        reach.fleet());
  }

  /// One run over connections of its own, with its hooks.
  CertificateRun.Ended run(boolean forced) {
    List<Connections.Opening> begun = new ArrayList<>();
    try {
      return run(
          forced,
          () -> {
            Connections.Opening opening = opening();
            begun.add(opening);
            return heads(() -> opening.to(CertificateRun.heads(cluster)));
          });
    } finally {
      begun.forEach(Connections.Opening::close);
    }
  }

  /// One run, with its hooks.
  CertificateRun.Ended run(boolean forced, Supplier<CertificateRun.Rollout> open) {
    StateFolder folder = folder();
    CertificateRun.Ended ended;
    try (CertificateOrder order = order()) {
      ended =
          new CertificateRun(
                  cluster,
                  folder,
                  order,
                  accounts(),
                  reach.fleet(),
                  InstantSource.system(),
                  terminal.err()::println)
              .run(forced, open);
    } catch (Refused refused) {
      remember(folder, refused);
      call(false, Lineage.NONE, said(refused.problems()));
      throw refused;
    }
    switch (ended.deed()) {
      case NOTHING, BUSY -> {}
      case DEPLOYED -> call(true, ended.lineage(), "");
      case NOT_DEPLOYED, FAILED -> call(false, ended.lineage(), said(ended.problems()));
    }
    return ended;
  }

  /// What a setup does for the certificate once the heads are ready: the first order, or whatever
  /// else is due.
  ///
  /// @param whole whether the setup was for all heads
  ExitCode follow(Plan made, boolean whole, Connections connections, boolean json) {
    if (!concerned(made) || !whole) {
      return ExitCode.OK;
    }
    CertificateRun.Ended ended;
    try {
      ended = run(false, () -> heads(() -> connections));
    } catch (Refused refused) {
      terminal.tell(refused.problems());
      return ExitCode.PARTIAL;
    }
    terminal.tell(ended.problems());
    if (ended.deed() != CertificateRun.Deed.NOTHING) {
      (json ? terminal.err() : terminal.out()).print(CertificateReport.text(ended));
      terminal.out().flush();
      terminal.err().flush();
    }
    // The heads are what the YAML says; only their certificate is not.
    return ended.deed().code() == ExitCode.OK ? ExitCode.OK : ExitCode.PARTIAL;
  }

  /// That the certificate of the plan is still the newest: a renewal may have come in between.
  ///
  /// @throws Refused when it is not
  void demandUnmoved(Optional<KeyPairPem> planned) {
    if (cluster.web().ssl().mode() == Ssl.Mode.LETSENCRYPT
        && folder().pair().isPresent()
        && !folder().pair().equals(planned)) {
      throw new Refused(
          Problem.error(
              "the certificate was renewed while this setup was under way",
              "the plan has the old one",
              "run setup again"));
    }
  }

  /// That what was issued is still there.
  ///
  /// @throws Refused when it is lost
  void demandKept() {
    if (cluster.web().ssl().mode() == Ssl.Mode.LETSENCRYPT && folder().lost()) {
      throw new Refused(
          Problem.error(
              "%s/portal.pem is gone".formatted(folder().path()),
              "the heads may serve that certificate, and a setup would replace it by one of our"
                  + " own",
              "put it back from a backup, or order another one: hpcctl cert issue"));
    }
  }

  /// What a setup changes on heads is no longer what they were proven to serve.
  void forgetWhatChanges(Survey survey) {
    List<String> changed =
        survey.differences().values().stream()
            .filter(
                difference ->
                    difference.pending().stream()
                        .anyMatch(change -> Renewals.isCertificate(change.desired())))
            .map(Difference::host)
            .toList();
    Lineage lineage = folder().lineage();
    if (lineage.deployed().keySet().stream().anyMatch(changed::contains)) {
      folder().save(lineage.notKnownOn(changed));
    }
  }

  /// That another machine renews the certificate, and what is remembered here is older than what
  /// the heads have: a setup from here would bring the old one back.
  ///
  /// @throws Refused when that is so
  void demandNewest(Survey survey) {
    Optional<String> elsewhere = CertificateRun.elsewhere(cluster);
    boolean differs =
        survey.differences().values().stream()
            .flatMap(difference -> difference.pending().stream())
            .anyMatch(
                change ->
                    change instanceof Change.Update && Renewals.isCertificate(change.desired()));
    if (elsewhere.isPresent() && differs && folder().lineage().held().isPresent()) {
      throw new Refused(
          Problem.error(
              "the heads have another certificate than the one that is remembered here",
              "%s renews it (web.ssl.timer_host); a setup from here would bring back an older one"
                  .formatted(elsewhere.get()),
              "run setup on %s, or copy its /etc/hpcctl/.hpcctl over the one beside this YAML"
                  .formatted(elsewhere.get())));
    }
  }

  /// Says what [#follow] would do.
  void foretell(Plan made, boolean json) {
    if (json || !concerned(made)) {
      return;
    }
    Renewal due = CertificateRun.due(cluster, folder().lineage(), Instant.now());
    if (due instanceof Renewal.Issue(String why)) {
      terminal
          .out()
          .println(
              "Then a certificate for %s is ordered from %s: %s."
                  .formatted(
                      String.join(", ", cluster.certificateNames()),
                      cluster.web().ssl().acme().authorities().getFirst().directory(),
                      why));
      terminal.out().flush();
    }
  }

  private boolean concerned(Plan made) {
    return cluster.web().ssl().mode() == Ssl.Mode.LETSENCRYPT
        && made.steps().stream()
            .anyMatch(step -> step.phase().equals("web") && !step.stages().isEmpty());
  }

  // What is not written down is not seen by `cert status`; what cannot be written down is told
  // here.
  private static void remember(StateFolder folder, Refused refused) {
    try {
      folder.save(folder.lineage().attempted(Instant.now(), said(refused.problems())));
    } catch (Refused _) {
      return;
    }
  }

  /// Tells how a run ended.
  ///
  /// @return the exit status
  int report(CertificateRun.Ended ended, boolean json) {
    if (json) {
      terminal.out().print(CertificateReport.json(ended));
    } else {
      terminal.tell(ended.problems());
      terminal.out().print(CertificateReport.text(ended));
    }
    terminal.out().flush();
    return ended.deed().code().status();
  }

  private static String said(List<Problem> problems) {
    return problems.stream().map(Problem::what).collect(Collectors.joining("; "));
  }

  private void call(boolean well, Lineage lineage, String error) {
    Acme.Hooks hooks = cluster.web().ssl().acme().hooks();
    Optional<String> program = well ? hooks.onRenewed() : hooks.onFailed();
    if (program.isEmpty()) {
      return;
    }
    Map<String, String> words = new TreeMap<>();
    words.put("HPCCTL_EVENT", well ? "renewed" : "failed");
    words.put("HPCCTL_CLUSTER", cluster.name());
    words.put("HPCCTL_NAMES", String.join(" ", cluster.certificateNames()));
    words.put("HPCCTL_ERROR", error);
    lineage
        .held()
        .ifPresent(
            held -> {
              words.put("HPCCTL_SERIAL", held.serial());
              words.put("HPCCTL_NOT_AFTER", held.notAfter().toString());
            });
    Path path = file.named(program.get(), terminal).toAbsolutePath();
    new Hook(path, hooks.timeout())
        .run(words)
        .ifPresent(
            wrong ->
                terminal.tell(
                    List.of(
                        Problem.warning(
                            "the hook " + wrong,
                            "what it should do was not done; the certificate is not concerned",
                            "mend it; web.ssl.hooks names it"))));
  }
}
