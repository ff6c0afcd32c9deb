package org.hpcctl.dist;

import static org.hpcctl.dist.BackEndsLab.backstage;
import static org.hpcctl.dist.BackEndsLab.heads;
import static org.hpcctl.dist.BackEndsLab.run;
import static org.hpcctl.dist.BackEndsLab.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.lab.LabHost;
import org.hpcctl.testkit.SocketIoClient;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Jobs of a real Slurm, through nginx at the virtual IP.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class BackEndsJobs {
  private static final String SLEEPER = "#!/bin/bash\nsleep 600\n";

  @Test
  @Order(1)
  void a_job_runs_as_its_unix_user_and_is_heard_of_at_another_head() throws Exception {
    Account alice = signIn("alice");
    try (SocketIoClient client = PortalClients.socket(heads(), alice, "websocket")) {
      client.expect("connect");
      LabHost listening = listening();
      LabHost other =
          heads().all().stream()
              .filter(head -> !head.name().equals(listening.name()))
              .findFirst()
              .orElseThrow();
      ObjectNode job = script("#!/bin/bash\nid -un; pwd; umask\n");
      job.putObject("options").put("name", "first");
      JsonNode made = direct(other, alice, job, UUID.randomUUID().toString());
      String id = made.path("job_id").asText();
      for (String word : List.of("submitted", "started", "completed")) {
        JsonNode event = client.expect("event");
        assertEquals("job:" + word, event.path("name").asText(), event::toString);
        assertEquals(id, event.path("data").path("jobId").asText(), event::toString);
      }
      Curl.Answer output = alice.call("/api/jobs/" + id + "/output");
      assertEquals("alice\n/shared/home/alice\n0077\n", output.body(), output::toString);
      alice.await("/api/jobs/" + id, is("completed"));
      alice.await("/api/jobs", list -> list.path("jobs").findValuesAsText("job_id").contains(id));
      alice.await("/api/jobs/stats", stats -> stats.path("completed").asInt() >= 1);
    }
  }

  @Test
  @Order(2)
  void jobs_are_held_released_and_cancelled() throws Exception {
    Account alice = signIn("alice");
    ObjectNode whole = script(SLEEPER);
    whole.putObject("options").put("cpus_per_task", 2);
    String first = submit(alice, whole);
    alice.await("/api/jobs/" + first, is("running"));
    String second = submit(alice, script("#!/bin/bash\n:\n"));
    alice.await("/api/jobs/" + second, is("pending"));
    Curl.Answer held = alice.call("/api/jobs/" + second + "/hold", "-X", "POST");
    assertEquals(200, held.status(), held::toString);
    alice.await("/api/jobs/" + second, job -> job.path("reason").asText().contains("JobHeldUser"));
    Curl.Answer cancelled = alice.call("/api/jobs/" + first, "-X", "DELETE");
    assertEquals(200, cancelled.status(), cancelled::toString);
    alice.await("/api/jobs/" + first, is("cancelled"));
    assertEquals("pending", alice.ask("/api/jobs/" + second).path("status").asText());
    Curl.Answer released = alice.call("/api/jobs/" + second + "/release", "-X", "POST");
    assertEquals(200, released.status(), released::toString);
    alice.await("/api/jobs/" + second, is("completed"));
  }

  @Test
  @Order(3)
  void the_same_key_is_one_job_also_at_two_heads_at_once() throws Exception {
    Account alice = signIn("alice");
    ObjectNode job = script("#!/bin/bash\n:\n");
    String key = UUID.randomUUID().toString();
    job.putObject("options").put("name", key);
    List<FutureTask<JsonNode>> both =
        heads().all().stream()
            .limit(2)
            .map(head -> new FutureTask<>(() -> direct(head, alice, job, key)))
            .toList();
    both.forEach(one -> Thread.ofVirtual().start(one));
    String id = both.getFirst().get().path("job_id").asText();
    assertEquals(id, both.getLast().get().path("job_id").asText());
    Curl.Answer again = alice.post("/api/jobs", job, "-H", "Idempotency-Key: " + key);
    assertEquals(id, Account.json(201, again).path("job_id").asText());
    assertEquals("true", again.header("Idempotent-Replayed"), again::toString);
    assertEquals(id, run(backstage(), "squeue -h -t all -o %i -n " + key).strip());
    Curl.Answer other =
        alice.post("/api/jobs", script("#!/bin/bash\nid\n"), "-H", "Idempotency-Key: " + key);
    assertEquals(422, other.status(), other::toString);
  }

  @Test
  @Order(4)
  void a_controller_that_stops_is_a_503_and_nobody_has_to_restart_anything() throws Exception {
    Account alice = signIn("alice");
    Map<String, String> started = heads().started();
    ObjectNode job = script("#!/bin/bash\n:\n");
    String key = UUID.randomUUID().toString();
    job.putObject("options").put("name", key);
    BackEndsLab.without(
        "slurmctld",
        () -> {
          Account.assertAway(alice.post("/api/jobs", job, "-H", "Idempotency-Key: " + key));
          return alice.await("/api/jobs", list -> list.path("stale").asBoolean());
        });
    JsonNode made = untilTaken(alice, job, key);
    String id = made.path("job_id").asText();
    alice.await("/api/jobs/" + id, is("completed"));
    alice.await("/api/jobs", list -> !list.path("stale").asBoolean());
    assertEquals(id, run(backstage(), "squeue -h -t all -o %i -n " + key).strip());
    assertEquals(started, heads().started());
  }

  static ObjectNode script(String text) {
    return Account.object().put("script", text);
  }

  static Predicate<JsonNode> is(String status) {
    return job -> job.path("status").asText().equals(status);
  }

  static String submit(Account who, ObjectNode job) throws Exception {
    return Account.json(201, who.post("/api/jobs", job)).path("job_id").asText();
  }

  /// Repeats a submission as its answer says, until it is taken.
  static JsonNode untilTaken(Account who, ObjectNode job, String key) throws Exception {
    Instant deadline = Instant.now().plusSeconds(90);
    while (true) {
      Curl.Answer answer = who.post("/api/jobs", job, "-H", "Idempotency-Key: " + key);
      if (answer.status() == 201) {
        return Account.json(201, answer);
      }
      assertTrue(Set.of(409, 503).contains(answer.status()), answer::toString);
      assertTrue(Instant.now().isBefore(deadline), answer::toString);
      TimeUnit.SECONDS.sleep(Long.parseLong(answer.header("Retry-After")));
    }
  }

  /// The head whose websocket_service has the only client.
  private static LabHost listening() {
    List<LabHost> found =
        heads().all().stream()
            .filter(
                head ->
                    run(head, "curl -s http://%s:5010/metrics".formatted(head.address()))
                        .lines()
                        .anyMatch(line -> line.matches("ws_connected_clients 1(\\.0)?")))
            .toList();
    assertEquals(1, found.size(), "heads with a client");
    return found.getFirst();
  }

  /// Submits to job_api of this head and no other, until it is taken.
  private static JsonNode direct(LabHost head, Account who, ObjectNode job, String key)
      throws Exception {
    String command =
        """
        curl -s --retry 8 --retry-max-time 40 --retry-all-errors --fail -H 'Authorization: Bearer %s' \
        -H 'Content-Type: application/json' -H 'Idempotency-Key: %s' -d '%s' http://%s:5001/api/jobs
        """
            .formatted(who.token(), key, job, head.address());
    return Account.read(run(head, command));
  }
}
