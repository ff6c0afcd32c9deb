package org.hpcctl.dist;

import static org.hpcctl.dist.CertificateLab.NAME;
import static org.hpcctl.dist.CertificateLab.assertServedEverywhere;
import static org.hpcctl.dist.CertificateLab.heads;
import static org.hpcctl.dist.CertificateLab.hpcctl;
import static org.hpcctl.dist.CertificateLab.pebble;
import static org.hpcctl.dist.CertificateLab.serial;
import static org.hpcctl.dist.CertificateLab.served;
import static org.hpcctl.dist.CertificateLab.state;
import static org.hpcctl.dist.CertificateLab.stateFile;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.lab.LabHost;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What can go wrong between an order and three heads that serve the same.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class CertificateTroubles {
  @Test
  @Order(1)
  void one_head_whose_nginx_refuses_keeps_all_heads_at_what_they_had() throws Exception {
    LabHost broken = heads().head("head2");
    String before = serial();
    broken.exec("echo 'no_such_directive;' >/etc/nginx/hpcctl/http/99-foreign.conf");
    Hpcctl.Result issue = hpcctl("cert", "issue");
    assertEquals(3, issue.status(), issue::toString);
    assertTrue(issue.err().contains("no_such_directive"), issue::toString);
    assertServedEverywhere(before);
    assertNotEquals(before, serial());
    Hpcctl.Result status = hpcctl("cert", "status");
    assertEquals(1, status.status(), status::toString);
    assertTrue(status.out().contains("not deployed on head1, head2, head3"), status::toString);
    Hpcctl.Result health = hpcctl("health", "--all-nodes", "--service", "certificate");
    assertTrue(health.out().contains("not the newest certificate"), health::toString);

    broken.exec("rm /etc/nginx/hpcctl/http/99-foreign.conf");
    String issued = serial();
    Hpcctl.Result renew = hpcctl("cert", "renew");
    assertEquals(0, renew.status(), renew::toString);
    assertEquals(issued, serial());
    assertServedEverywhere(issued);
  }

  @Test
  @Order(2)
  void one_head_that_cannot_reload_takes_the_others_back_too() throws Exception {
    LabHost broken = heads().head("head3");
    String before = serial();
    // `nginx -t` is content; the reload is not.
    broken.exec(
        "mkdir -p /run/systemd/system/nginx.service.d && printf '[Service]\\nExecReload=\\n"
            + "ExecReload=/bin/false\\n' >/run/systemd/system/nginx.service.d/zz.conf"
            + " && systemctl daemon-reload");
    Hpcctl.Result issue = hpcctl("cert", "issue");
    assertEquals(3, issue.status(), issue::toString);
    assertTrue(issue.err().contains("head3"), issue::toString);
    assertServedEverywhere(before);
    broken.exec("rm -r /run/systemd/system/nginx.service.d && systemctl daemon-reload");
    assertEquals(0, hpcctl("cert", "renew").status());
    assertServedEverywhere(serial());
  }

  @Test
  @Order(3)
  void a_head_that_is_away_gets_it_when_it_is_back() throws Exception {
    LabHost away = heads().head("head3");
    pebble().lead(NAME, List.of(heads().head("head1").address()));
    away.cut(true);
    Hpcctl.Result issue = hpcctl("cert", "issue");
    assertEquals(3, issue.status(), issue::toString);
    String issued = serial();
    assertEquals(issued, served(heads().head("head1")));
    assertEquals(issued, served(heads().head("head2")));
    away.heal();
    heads().awaitOneHolder();
    Hpcctl.Result renew = hpcctl("cert", "renew");
    assertEquals(0, renew.status(), renew::toString);
    assertEquals(issued, serial());
    assertServedEverywhere(issued);
  }

  @Test
  @Order(4)
  void a_run_that_is_killed_before_it_deploys_is_finished_by_the_next() throws Exception {
    for (String moment : List.of("issued, serial", "deploying to")) {
      Hpcctl program = heads().program();
      Hpcctl.Running running = program.start("cert", "issue");
      running.awaitSaid(moment);
      running.process().descendants().forEach(ProcessHandle::destroyForcibly);
      running.process().destroyForcibly();
      program.wait(running);
      String issued = serial();
      Hpcctl.Result renew = hpcctl("cert", "renew");
      assertEquals(0, renew.status(), renew::toString);
      assertEquals(issued, serial());
      assertServedEverywhere(issued);
    }
  }

  @Test
  @Order(5)
  void heads_that_were_left_half_flipped_become_one_again() throws Exception {
    LabHost first = heads().head("head1");
    String old = first.exec("readlink /etc/nginx/tls/current").output().strip();
    assertEquals(0, hpcctl("cert", "issue").status());
    // As a run that was killed between two heads leaves it: one head has the one before.
    first.exec("ln -sfn " + old + " /etc/nginx/tls/current && systemctl reload nginx");
    state(node -> ((ObjectNode) node.path("deployed")).remove("head1"));
    Hpcctl.Result renew = hpcctl("cert", "renew");
    assertEquals(0, renew.status(), renew::toString);
    assertServedEverywhere(serial());
  }

  @Test
  @Order(6)
  void a_head_that_does_not_answer_is_named_before_anything_is_ordered() throws Exception {
    LabHost silent = heads().head("head2");
    String before = serial();
    silent.exec("sed -i s/return/#return/ /etc/nginx/hpcctl/acme.conf && systemctl reload nginx");
    for (String command : List.of("dry-run", "issue")) {
      Hpcctl.Result refused = hpcctl("cert", command);
      assertEquals(1, refused.status(), refused::toString);
      assertTrue(
          refused.err().contains("head2 does not answer a challenge for portal.lab"),
          refused::toString);
    }
    assertEquals(before, serial());
    assertEquals(0, hpcctl("setup", "--phase", "web", "--yes").status());
    assertEquals(0, hpcctl("cert", "dry-run").status());
  }

  @Test
  @Order(7)
  void when_little_time_is_left_a_head_that_is_not_well_is_left_to_a_later_run() throws Exception {
    LabHost silent = heads().head("head2");
    String before = serial();
    silent.exec("sed -i s/return/#return/ /etc/nginx/hpcctl/acme.conf && systemctl reload nginx");
    state(
        node ->
            ((ObjectNode) node.path("held"))
                .put("not_before", Instant.now().minus(Duration.ofDays(6)).toString())
                .put("not_after", Instant.now().plus(Duration.ofHours(1)).toString()));
    Hpcctl.Result issue = hpcctl("cert", "renew");
    assertEquals(3, issue.status(), issue::toString);
    assertTrue(issue.err().contains("head2 is left to a later run"), issue::toString);
    assertNotEquals(before, serial());
    assertEquals(serial(), served(heads().head("head1")));
    assertEquals(serial(), served(heads().head("head3")));
    assertEquals(before, served(silent));
    assertEquals(0, hpcctl("setup", "--phase", "web", "--yes").status());
    assertEquals(0, hpcctl("cert", "renew").status());
    assertServedEverywhere(serial());
  }

  @Test
  @Order(8)
  void a_lost_certificate_is_told_and_never_replaced_by_one_of_our_own() throws Exception {
    Path file = stateFile().resolveSibling("portal.pem");
    Path aside = stateFile().resolveSibling("aside.pem");
    Files.move(file, aside);
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(1, setup.status(), setup::toString);
    assertTrue(setup.err().contains("portal.pem is gone"), setup::toString);
    assertEquals(2, hpcctl("cert", "status").status());
    Files.move(aside, file);
    assertEquals(0, hpcctl("cert", "status").status());
    assertServedEverywhere(serial());
  }
}
