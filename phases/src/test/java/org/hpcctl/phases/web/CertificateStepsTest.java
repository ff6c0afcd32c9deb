package org.hpcctl.phases.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.phases.Example;
import org.hpcctl.plan.Inputs;
import org.hpcctl.plan.Plan;
import org.hpcctl.plan.Release;
import org.hpcctl.plan.Resolution;
import org.hpcctl.plan.SignInAuthorities;
import org.hpcctl.resource.Facts;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Unit;
import org.hpcctl.spec.Ssl;
import org.junit.jupiter.api.Test;

/// What is looked at for a certificate is a part of what a setup looks at.
final class CertificateStepsTest {
  private static final Facts HOST = new Facts(Map.of(NginxFiles.VERSION, "1.22.1"));

  @Test
  void nginx_is_recorded_as_a_setup_would_record_it() {
    for (Ssl.Mode mode : List.of(Ssl.Mode.SELF_SIGNED, Ssl.Mode.LETSENCRYPT)) {
      Inputs inputs =
          Example.inputs(Example.cluster(List.of(Example.head(1), Example.head(2)), mode));
      Plan whole = Plan.of(List.of(new Web()), inputs);
      // No file of the release is needed.
      Plan alone =
          CertificateSteps.nginx(
              new Inputs(
                  inputs.cluster(),
                  inputs.certificate(),
                  inputs.thumbprint(),
                  SignInAuthorities.NONE,
                  Release.NONE));
      for (String host : List.of("server1", "server2")) {
        assertTrue(whole.resources(host).containsAll(alone.resources(host)));
        String record = nginx(alone, host).startedWith();
        assertFalse(record.isEmpty());
        assertEquals(nginx(whole, host).startedWith(), record);
      }
    }
  }

  private static Unit nginx(Plan plan, String host) {
    SequencedMap<String, Resource> resolved = Resolution.of(plan.resources(host), HOST);
    return resolved.values().stream()
        .filter(Unit.class::isInstance)
        .map(Unit.class::cast)
        .filter(unit -> unit.name().equals("nginx.service"))
        .findFirst()
        .orElseThrow();
  }
}
