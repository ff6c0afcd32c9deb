package org.hpcctl.dist;

import static org.hpcctl.dist.CertificateLab.NAME;
import static org.hpcctl.dist.CertificateLab.assertServedEverywhere;
import static org.hpcctl.dist.CertificateLab.folder;
import static org.hpcctl.dist.CertificateLab.heads;
import static org.hpcctl.dist.CertificateLab.hpcctl;
import static org.hpcctl.dist.CertificateLab.json;
import static org.hpcctl.dist.CertificateLab.pebble;
import static org.hpcctl.dist.CertificateLab.serial;
import static org.hpcctl.dist.CertificateLab.workers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.hpcctl.lab.LabHost;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The usual life of a certificate: the first one, renewals, and that nobody notices.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class CertificateLife {
  @Test
  @Order(1)
  void setup_ends_with_three_heads_that_serve_the_issued_certificate() throws Exception {
    Hpcctl.Result foretold = hpcctl("setup", "--phase", "web", "--dry-run");
    assertTrue(
        foretold.out().contains("Then a certificate for portal.lab is ordered"),
        foretold::toString);
    assertEquals(2, hpcctl("cert", "status").status());
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, setup.status(), setup::toString);
    assertServedEverywhere(serial());
    assertEquals(0, hpcctl("cert", "status").status());
  }

  @Test
  @Order(2)
  void nothing_is_due_then_and_a_second_setup_changes_and_reloads_nothing() throws Exception {
    Map<String, String> before = heads().started();
    List<String> workers = workers();
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--format", "json");
    assertEquals(0, setup.status(), setup::toString);
    assertEquals(0, json(setup.out()).path("changes").asInt(), setup::toString);
    String serial = serial();
    Hpcctl.Result renew = hpcctl("cert", "renew", "--format", "json");
    assertEquals(0, renew.status(), renew::toString);
    assertEquals("nothing", json(renew.out()).path("result").asText(), renew::toString);
    assertEquals(serial, serial());
    assertEquals(before, heads().started());
    assertEquals(workers, workers());
  }

  @Test
  @Order(3)
  void whichever_head_the_ca_meets_answers_it_and_no_visitor_notices() throws Exception {
    Visitor visitor = new Visitor(heads().vip());
    int before = heads().moves();
    Visitor.Visits visits =
        visitor.during(
            () -> {
              for (LabHost head : heads().all()) {
                pebble().lead(NAME, List.of(head.address()));
                String last = serial();
                Hpcctl.Result issue = hpcctl("cert", "issue");
                assertEquals(0, issue.status(), issue::toString);
                assertNotEquals(last, serial());
                assertServedEverywhere(serial());
              }
              return true;
            });
    assertEquals(List.of(), visits.failures(), visits::toString);
    // A certificate cuts nobody off; only the virtual IP does, should it have moved.
    assertTrue(visits.repeated() <= heads().moves() - before, visits::toString);
  }

  @Test
  @Order(4)
  void a_setup_after_a_renewal_has_nothing_to_do() throws Exception {
    Hpcctl.Result drift = hpcctl("drift", "--phase", "web");
    assertEquals(0, drift.status(), drift::toString);
  }

  @Test
  @Order(5)
  void testssl_finds_nothing_above_low_on_either_version_of_nginx() throws Exception {
    assumeTrue(TlsFindings.possible(), "no testssl on this machine: apt-get install testssl.sh");
    Path root = Files.writeString(folder().resolve("issuing-root.pem"), pebble().issuingRoot(0));
    Map<String, TlsFindings> versions = new TreeMap<>();
    for (String head : List.of("head1", "head2")) {
      Path files = Files.createDirectory(folder().resolve("testssl-" + head));
      versions.put(head, TlsFindings.of(NAME, heads().head(head).address(), root, files));
    }
    for (var version : versions.entrySet()) {
      assertEquals(List.of(), version.getValue().aboveLow(), version.getKey());
    }
  }

  @Test
  @Order(6)
  void the_virtual_ip_may_move_during_the_order() throws Exception {
    pebble().lead(NAME, List.of(heads().vip()));
    LabHost holder = heads().holder();
    Hpcctl program = heads().program();
    Hpcctl.Running running = program.start("cert", "issue");
    running.awaitSaid("asking every head");
    holder.exec("systemctl stop keepalived");
    Hpcctl.Result issue;
    try {
      issue = program.wait(running);
    } finally {
      holder.exec("systemctl start keepalived");
    }
    assertEquals(0, issue.status(), issue::toString);
    assertServedEverywhere(serial());
    heads().awaitOneHolder();
  }

  @Test
  @Order(7)
  void of_two_runs_at_once_one_says_that_the_other_is_at_work() throws Exception {
    Hpcctl program = heads().program();
    Hpcctl.Running first = program.start("cert", "issue");
    first.awaitSaid("certificate for");
    Hpcctl.Result second = first.still(() -> hpcctl("cert", "issue"));
    assertEquals(0, program.wait(first).status());
    assertEquals(1, second.status(), second::toString);
    assertTrue(
        second.err().contains("another run is at work on this certificate"), second::toString);
  }
}
