package org.hpcctl.cli;

import module java.base;

import org.hpcctl.certificate.Hook;
import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.StateFolder;
import org.hpcctl.plan.Inputs;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.spec.Acme;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Ssl;
import picocli.CommandLine.Mixin;

/// The cluster, its state folder and its heads, for the commands of the certificate. A mixin.
final class CertificateWork {
  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Reach reach = new Reach();

  /// @throws Refused when hpcctl gets no certificates for this cluster
  Cluster cluster(Terminal terminal) {
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
    return cluster;
  }

  StateFolder folder(Cluster cluster, Terminal terminal) {
    return StateFolder.of(file.directory(terminal), cluster.name());
  }

  Path directory(Terminal terminal) {
    return file.directory(terminal);
  }

  CertificateOrder order(Cluster cluster, Terminal terminal) {
    return new CertificateOrder(cluster, file.directory(terminal), InstantSource.system());
  }

  /// Connects to the heads.
  Heads heads(Cluster cluster, Terminal terminal) {
    Cluster direct = ThisHost.reachedDirectly(cluster);
    PortalCertificate held =
        PortalCertificate.of(cluster, file, terminal, InstantSource.system());
    Inputs inputs =
        new Inputs(cluster, held.pair(), held.thumbprint(), ReleaseFiles.ofThisProgram());
    return new Heads(
        inputs,
        reach.connect(direct, CertificateRun.heads(cluster), file.directory(terminal), terminal),
        reach.fleet());
  }

  /// One run, with its hooks.
  CertificateRun.Ended run(boolean forced, Cluster cluster, Terminal terminal) {
    StateFolder folder = folder(cluster, terminal);
    CertificateRun run =
        new CertificateRun(
            cluster,
            folder,
            order(cluster, terminal),
            InstantSource.system(),
            terminal.err()::println);
    CertificateRun.Ended ended;
    try {
      ended = run.run(forced, () -> heads(cluster, terminal));
    } catch (Refused refused) {
      call(false, cluster, folder.lineage(), refused.getMessage(), terminal);
      throw refused;
    }
    switch (ended.deed()) {
      case NOTHING -> {}
      case DEPLOYED -> call(true, cluster, ended.lineage(), "", terminal);
      case NOT_DEPLOYED, FAILED ->
          call(false, cluster, ended.lineage(), said(ended.problems()), terminal);
    }
    return ended;
  }

  private static String said(List<Problem> problems) {
    return problems.stream().map(Problem::what).collect(Collectors.joining("; "));
  }

  private void call(
      boolean well, Cluster cluster, Lineage lineage, String error, Terminal terminal) {
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
    Path path = file.directory(terminal).resolve(program.get()).toAbsolutePath();
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
