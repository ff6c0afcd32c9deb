package org.hpcctl.dist;

import static org.hpcctl.dist.BackEndsLab.heads;
import static org.hpcctl.dist.BackEndsLab.run;
import static org.hpcctl.dist.BackEndsLab.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.lab.LabHost;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What the operator of the heads decides: whose passwords are good, and what is in the
/// configuration files.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class BackEndsOperator {
  // Known to the heads alone.
  private static final String CAROL =
      """
      set -eu
      printf '@include common-auth\\n@include common-account\\n' >/etc/pam.d/%s
      useradd --create-home --uid 2002 carol
      echo 'carol:%s' | chpasswd
      """
          .formatted(BackEndsLab.PAM, Account.PASSWORD);

  private static final String CONNECT =
      "runuser -u webservice -- perl -MIO::Socket::UNIX -e"
          + " 'IO::Socket::UNIX->new(q(/run/hpcctl/pam.sock)) ? print q(open) : print $!'";

  @Test
  @Order(1)
  void an_account_of_the_heads_signs_in_with_its_own_password() throws Exception {
    for (LabHost head : heads().all()) {
      run(head, CAROL);
    }
    Account carol = signIn("carol");
    assertEquals("pam", carol.ask("/api/auth/me").path("provider").asText());
    assertEquals("carol", carol.ask("/api/auth/me").path("unix_name").asText());
    for (LabHost head : heads().all()) {
      run(head, "chage --expiredate 1 carol");
      assertEquals("Permission denied", run(head, CONNECT).strip(), "only auth_service may ask");
    }
    ObjectNode body = Account.object().put("username", "carol").put("password", Account.PASSWORD);
    Curl.Answer expired = carol.post("/api/auth/login", body);
    assertEquals(403, expired.status(), expired::toString);
    Curl.Answer wrong = carol.post("/api/auth/login", body.put("password", "not hers"));
    assertEquals(401, wrong.status(), wrong::toString);
  }

  @Test
  @Order(2)
  void a_reload_takes_the_file_that_is_there_and_refuses_a_broken_one() throws Exception {
    LabHost head = heads().head("head1");
    String file = "/opt/web_services/config/auth_service.json";
    String process = "systemctl show --property=MainPID auth_service";
    String before = run(head, process);
    Account chief = signIn("chief").at(head.address());
    run(head, "cp -p %1$s /root/kept && echo '{' >%1$s".formatted(file));
    try {
      run(head, "systemctl reload auth_service");
      awaitConfiguration(head, "unhealthy");
      assertEquals("chief", chief.ask("/api/auth/me").path("username").asText());
    } finally {
      run(head, "cp -p /root/kept %s && rm /root/kept".formatted(file));
      run(head, "systemctl reload auth_service");
    }
    awaitConfiguration(head, "healthy");
    assertEquals(before, run(head, process));
    assertEquals("chief", chief.ask("/api/auth/me").path("username").asText());
  }

  // That setup then changes nothing more, the last chapter sees.
  @Test
  @Order(3)
  void a_person_of_a_directory_signs_in_once_the_yaml_names_it() throws Exception {
    BackEndsLab.askDirectory();
    BackEndsLab.setup();
    Account dora = signIn(LdapHost.PERSON);
    for (LabHost head : heads().all()) {
      JsonNode me = dora.at(head.address()).ask("/api/auth/me");
      assertEquals("ldap", me.path("provider").asText(), me::toString);
      assertEquals("operator", me.path("role").asText(), me::toString);
    }
    ObjectNode body = Account.object().put("username", LdapHost.PERSON).put("password", "not hers");
    Curl.Answer wrong = dora.post("/api/auth/login", body);
    assertEquals(401, wrong.status(), wrong::toString);
  }

  private static void awaitConfiguration(LabHost head, String status) throws Exception {
    String ask = "curl --silent http://%s:5000/health/detailed".formatted(head.address());
    Instant deadline = Instant.now().plusSeconds(60);
    String said = run(head, ask);
    while (!Account.read(said).at("/checks/configuration/status").asText().equals(status)) {
      assertTrue(Instant.now().isBefore(deadline), said);
      TimeUnit.MILLISECONDS.sleep(200);
      said = run(head, ask);
    }
  }
}
