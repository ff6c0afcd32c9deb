package org.hpcctl.dist;

import static org.hpcctl.dist.BackEndsLab.heads;
import static org.hpcctl.dist.BackEndsLab.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.lab.LabHost;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A cluster whose YAML has no stores: one head keeps what the five back ends remember.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class BackEndsAlone {
  private static final String NOTE =
      "note: auth_service, job_api, file_service, metrics_api, websocket_service answer from head1"
          + " alone and keep their data there, for web.stores has no database, no redis, no"
          + " uploads; while head1 is down, they are; job_api runs no job until there is a Slurm";

  @Test
  @Order(1)
  void the_plan_and_setup_say_loudly_what_one_head_keeps() throws Exception {
    Hpcctl.Result plan = heads().program().run("setup", "--phase", "web", "--dry-run");
    assertTrue((plan.out() + plan.err()).contains(NOTE), plan::toString);
    Hpcctl.Result setup = BackEndsLab.setup();
    assertTrue(setup.err().contains(NOTE), setup::toString);
  }

  @Test
  @Order(2)
  void the_first_administrator_is_made_and_signs_in_through_the_virtual_ip() throws Exception {
    BackEndsLab.makeAdministrator("chief");
    // The service that was stopped for it is asked for by nginx of all heads.
    heads().awaitHealthy();
    BackEndsLab.makeAlice(signIn("chief"));
    Account alice = signIn("alice");
    for (LabHost head : heads().all()) {
      Account at = alice.at(head.address());
      assertTrue(at.ask("/api/auth/me").toString().contains("\"alice\""), head.name());
      assertEquals(0, at.ask("/api/files").path("total").asInt(), head.name());
      assertTrue(at.ask("/api/monitoring/jobs").isObject(), head.name());
      Curl.Answer hello = at.call("/socket.io/?EIO=4&transport=polling");
      assertTrue(hello.body().startsWith("0{\"sid\":"), hello::toString);
      // It has no Slurm to run a job in.
      Account.assertAway(at.post("/api/jobs", Account.object().put("script", "#!/bin/bash\nid\n")));
    }
  }

  @Test
  @Order(3)
  void a_second_setup_changes_nothing() throws Exception {
    BackEndsLab.assertSetupChangesNothing();
  }
}
