package org.hpcctl.phases.web;

import module java.base;

import org.hpcctl.plan.Inputs;
import org.hpcctl.plan.Observation;
import org.hpcctl.plan.Plan;
import org.hpcctl.plan.Resolution;
import org.hpcctl.plan.Stage;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Unit;
import org.hpcctl.run.FleetCommit;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.shell.Script;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Service;
import org.hpcctl.templates.web.CertificateCommit;
import org.hpcctl.templates.web.CertificatePrepare;
import org.hpcctl.templates.web.CertificateUndo;

/// How a new certificate reaches the heads when nothing else is to change: laid beside the present
/// one, taken into use, and taken back.
///
/// @param nginx the plan of nginx alone, with the new certificate
/// @param fingerprint SHA-256 of the host's own certificate, as openssl writes it
public record CertificateSteps(Cluster cluster, KeyPairPem pair, Plan nginx, String fingerprint) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What has to be known of a head before: nginx and its files, of the whole web phase.
  public static Plan nginx(Inputs inputs) {
    Web web = new Web();
    SequencedMap<String, List<Resource>> heads = new LinkedHashMap<>();
    inputs
        .cluster()
        .controllersWith(Service.WEB)
        .forEach(host -> heads.put(host.hostname(), Head.nginx(inputs, host)));
    Stage stage = Stage.everywhere("nginx", heads);
    return new Plan(
        List.of(new Plan.Step(web.number(), web.name(), List.of(stage))), web.facts(inputs));
  }

  public static CertificateSteps of(Inputs inputs, KeyPairPem pair, String fingerprint) {
    Inputs renewed =
        new Inputs(
            inputs.cluster(),
            Optional.of(pair),
            inputs.thumbprint(),
            inputs.authorities(),
            inputs.release());
    return new CertificateSteps(inputs.cluster(), pair, nginx(renewed), fingerprint);
  }

  /// @param seen what the host answered when it was asked for [#nginx(Inputs)]
  public FleetCommit.Steps on(String host, Observation seen) {
    String edition = Certificate.edition(pair);
    String address =
        cluster.controller(host).orElseThrow(() -> new NoSuchElementException(host)).ip();
    return new FleetCommit.Steps(
        script(
            new CertificatePrepare(
                    edition, base64(pair.certificateChain()), base64(pair.privateKey().reveal()))
                .text()),
        script(
            new CertificateCommit(
                    edition, address, cluster.web().domain(), fingerprint, started(host, seen))
                .text()),
        script(new CertificateUndo(edition).text()));
  }

  /// What nginx will run with; empty when other files of it are not as they shall be, for then a
  /// reload takes up what no plan knows.
  private Optional<String> started(String host, Observation seen) {
    Map<String, Resource> resolved = Resolution.of(nginx.resources(host), seen.facts());
    Unit unit =
        resolved.values().stream()
            .filter(Unit.class::isInstance)
            .map(Unit.class::cast)
            .findFirst()
            .orElseThrow();
    boolean others =
        unit.uses().stream()
            .map(id -> Objects.requireNonNull(resolved.get(id)))
            .filter(resource -> !Certificate.owns(resource))
            .anyMatch(resource -> !seen.matches(resource));
    return others ? Optional.empty() : Optional.of(unit.startedWith());
  }

  private static Script script(String text) {
    return new Script(text, PATIENCE);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
