package org.hpcctl.dist;

import static org.hpcctl.dist.CertificateLab.NAME;
import static org.hpcctl.dist.CertificateLab.assertServedEverywhere;
import static org.hpcctl.dist.CertificateLab.copy;
import static org.hpcctl.dist.CertificateLab.folder;
import static org.hpcctl.dist.CertificateLab.heads;
import static org.hpcctl.dist.CertificateLab.hpcctl;
import static org.hpcctl.dist.CertificateLab.pebble;
import static org.hpcctl.dist.CertificateLab.serial;
import static org.hpcctl.dist.CertificateLab.served;
import static org.hpcctl.dist.CertificateLab.state;
import static org.hpcctl.dist.CertificateLab.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.lab.LabHost;
import org.hpcctl.testkit.Pebble;
import org.hpcctl.testkit.PebbleSettings;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Another account, another CA, another machine that renews.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class CertificateChanges {
  @Test
  @Order(1)
  void a_ca_that_forgot_the_account_gets_a_new_one() throws Exception {
    pebble().forget();
    Hpcctl.Result issue = hpcctl("cert", "issue");
    assertEquals(0, issue.status(), issue::toString);
    assertServedEverywhere(serial());
  }

  @Test
  @Order(2)
  void a_revoked_certificate_is_replaced_and_a_changed_key_is_told_to_the_heads() throws Exception {
    Hpcctl.Result revoke = hpcctl("cert", "revoke", "--reason", "superseded", "--yes");
    assertEquals(0, revoke.status(), revoke::toString);
    assertEquals(2, hpcctl("cert", "status").status());
    Hpcctl.Result rollover = hpcctl("cert", "rollover");
    assertEquals(0, rollover.status(), rollover::toString);
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, setup.status(), setup::toString);
    assertServedEverywhere(serial());
  }

  @Test
  @Order(3)
  void a_wildcard_from_another_ca_is_proved_by_records_and_served_by_all_heads() throws Exception {
    Path yaml = heads().file("my_multihead_cluster.yaml");
    String before = Files.readString(yaml);
    String gateway = heads().vip().replaceAll("\\.[0-9]+$", ".1");
    String secret = Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32));
    try (LabZone zone =
            LabZone.start(
                Files.createDirectory(folder().resolve("dns")), gateway, heads().vip(), secret);
        Pebble other =
            Pebble.start(
                folder().resolve("other"),
                PebbleSettings.usual().address(gateway).nameServer(zone.address()))) {
      Files.copy(other.roots(), heads().file("other-ca.pem"));
      Files.writeString(
          heads().file("my_multihead_cluster.secrets.env"),
          "TSIG_SECRET=" + secret + "\n",
          StandardOpenOption.APPEND);
      Files.writeString(
          yaml,
          before
              .replace(pebble().directory().toString(), other.directory().toString())
              .replace(
                  "    ca_file: pebble-ca.pem\n",
                  """
                      ca_file: other-ca.pem
                      names: [portal.lab, "*.portal.lab"]
                      challenge: dns-01
                      dns:
                        server: %1$s
                        key_name: hpcctl
                        key_secret: ${TSIG_SECRET}
                        resolvers: [%1$s]
                  """
                      .formatted(gateway)));
      Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
      assertEquals(0, setup.status(), setup::toString);
      assertServedEverywhere(serial());
      Path root =
          Files.writeString(folder().resolve("other").resolve("root.pem"), other.issuingRoot(0));
      for (LabHost head : heads().all()) {
        for (String name : List.of(NAME, "any." + NAME)) {
          assertEquals(0, verified(head, name, root), head.name() + ": " + name);
        }
        assertTrue(head.exec("nginx -T 2>/dev/null").output().contains(" *." + NAME), head.name());
        assertEquals("", head.exec("find /etc/nginx/hpcctl -name acme.conf").output(), head.name());
      }
      assertEquals(0, zone.records("_acme-challenge." + NAME));
      assertFalse(setup.err().contains("left behind"), setup::toString);
      Hpcctl.Result drift = hpcctl("drift", "--phase", "web");
      assertEquals(0, drift.status(), drift::toString);
    } finally {
      Files.writeString(yaml, before);
    }
    // Another CA and other names: back to the first is an order again.
    String wildcard = serial();
    Hpcctl.Result back = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, back.status(), back::toString);
    assertNotEquals(wildcard, serial());
    assertServedEverywhere(serial());
  }

  @Test
  @Order(4)
  void the_timer_of_a_controller_renews_by_itself() throws Exception {
    LabHost head = heads().head("head1");
    Path yaml = heads().file("my_multihead_cluster.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replace("    mode: letsencrypt\n", "    mode: letsencrypt\n    timer_host: head1\n"));
    Hpcctl.Result without = hpcctl("setup", "--phase", "web", "--yes");
    assertNotEquals(0, without.status(), without::toString);
    assertTrue(without.err().contains("/usr/bin/hpcctl"), without::toString);

    install(head);
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, setup.status(), setup::toString);
    assertTrue(head.exec("systemctl list-timers").output().contains("hpcctl-cert-renew.timer"));
    // Its time has come.
    state(
        node ->
            ((ObjectNode) node.path("held"))
                .put("not_before", Instant.now().minus(Duration.ofDays(5)).toString())
                .put("not_after", Instant.now().plus(Duration.ofDays(1)).toString()));
    copy(heads().file(".hpcctl"), head.root().resolve("etc/hpcctl/.hpcctl"));
    String before = serial();
    var run =
        head.exec(
            "systemctl start hpcctl-cert-renew.service; journalctl -u hpcctl-cert-renew.service -o"
                + " cat --no-pager; systemctl show -p Result --value hpcctl-cert-renew.service");
    assertTrue(run.output().endsWith("success\n"), run.output());
    String after = served(head);
    assertNotEquals(before, after, run.output());
    for (LabHost other : heads().all()) {
      assertEquals(after, served(other), run.output());
    }

    // Another machine takes over: the old timer must not renew beside it.
    copy(head.root().resolve("etc/hpcctl/.hpcctl"), heads().file(".hpcctl"));
    Files.writeString(yaml, Files.readString(yaml).replace("    timer_host: head1\n", ""));
    Hpcctl.Result moved = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, moved.status(), moved::toString);
    assertTrue(!head.exec("systemctl list-timers").output().contains("hpcctl-cert-renew"));
    assertServedEverywhere(after);
  }

  /// hpcctl with what it needs, where the package and an operator would put it.
  private static void install(LabHost head) throws Exception {
    copy(Hpcctl.HOME, head.root().resolve("usr/lib/hpcctl"));
    Files.createSymbolicLink(
        head.root().resolve("usr/bin/hpcctl"), Path.of("/usr/lib/hpcctl/bin/hpcctl"));
    Path etc = Files.createDirectories(head.root().resolve("etc/hpcctl"));
    for (String name :
        List.of(
            "my_multihead_cluster.yaml",
            "my_multihead_cluster.secrets.env",
            "pebble-ca.pem",
            ".hpcctl",
            "id_ed25519",
            "known_hosts")) {
      copy(heads().file(name), etc.resolve(name));
    }
    Path yaml = etc.resolve("my_multihead_cluster.yaml");
    String here = Objects.requireNonNull(heads().file("id_ed25519").getParent()).toString();
    Files.writeString(yaml, Files.readString(yaml).replace(here + "/", "/etc/hpcctl/"));
  }
}
