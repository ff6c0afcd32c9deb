package org.hpcctl.dist;

import static org.hpcctl.dist.BackEndsLab.heads;
import static org.hpcctl.dist.BackEndsLab.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.lab.LabHost;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The cluster is given its stores: who somebody is, and whose a file is, is known everywhere.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class BackEndsAccounts {
  @Test
  @Order(1)
  void with_all_stores_nothing_is_on_one_head() throws Exception {
    BackEndsLab.join();
    Hpcctl.Result setup = BackEndsLab.setup();
    assertFalse(setup.err().contains("note:"), setup::toString);
  }

  @Test
  @Order(2)
  void administrators_are_made_once() throws Exception {
    Hpcctl.Result made =
        heads().program().run("admin", "create", "root1", "--email", "root1@portal.lab");
    assertEquals(0, made.status(), made::toString);
    assertTrue(made.out().contains("password "), made::toString);
    Hpcctl.Result twice =
        heads().program().run("admin", "create", "root1", "--email", "root1@portal.lab");
    assertEquals(1, twice.status(), twice::toString);
    BackEndsLab.makeAdministrator("chief");
  }

  @Test
  @Order(3)
  void an_administrator_makes_an_account_that_every_head_knows() throws Exception {
    BackEndsLab.makeAlice(signIn("chief"));
    Account alice = signIn("alice");
    for (LabHost head : heads().all()) {
      String me = alice.at(head.address()).ask("/api/auth/me").toString();
      assertTrue(me.contains("\"alice\""), me);
    }
    assertEquals(403, alice.call("/api/auth/users").status());
    Account nobody = new Account(heads().vip(), "not.a.token");
    assertEquals(401, nobody.call("/api/jobs").status());
  }

  @Test
  @Order(4)
  void a_file_belongs_to_the_unix_user_of_who_sent_it(@TempDir Path folder) throws Exception {
    Account alice = signIn("alice");
    Path file = Files.writeString(folder.resolve("data.txt"), "what was measured\n".repeat(10_000));
    Curl.Answer sent = alice.call("/api/files/upload", "-X", "POST", "-F", "file=@" + file);
    assertEquals(201, sent.status(), sent::toString);
    for (LabHost head : heads().all()) {
      Curl.Answer list = alice.at(head.address()).call("/api/files");
      assertTrue(list.body().contains("data.txt"), list::toString);
    }
    String owner =
        BackEndsLab.run(
            BackEndsLab.backstage(),
            "find /shared/uploads -type f -name '*data*' -printf '%u %s\\n'");
    assertTrue(owner.contains("alice " + Files.size(file)), owner);
    assertFalse(signIn("chief").call("/api/files").body().contains("data.txt"));
  }
}
