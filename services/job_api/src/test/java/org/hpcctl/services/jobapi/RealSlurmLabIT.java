package org.hpcctl.services.jobapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.lab.Lab;
import org.hpcctl.lab.LabHost;
import org.hpcctl.lab.LabSpec;
import org.hpcctl.lab.Suite;
import org.hpcctl.services.jobapi.slurm.LabSlurm;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.act.Order;
import org.hpcctl.services.kit.act.Verb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The service on Slurm 22.05 (Debian 12) and 24.11 (Debian 13), acting as real users of a host.
@Timeout(600)
final class RealSlurmLabIT {
  private static final String NAME = "slurmit";
  private static final Map<String, LabSlurm> INSTALLED = new ConcurrentHashMap<>();
  private static Optional<Lab> opened = Optional.empty();

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void up() throws Exception {
    assumeTrue(possible(), "no lab here: it needs root and systemd-nspawn");
    Lab lab = Lab.up(new LabSpec(NAME, 2, 0, List.of(Suite.BOOKWORM, Suite.TRIXIE)));
    opened = Optional.of(lab);
    for (LabHost host : lab.hosts()) {
      INSTALLED.put(host.name(), LabSlurm.install(host));
    }
  }

  @AfterAll
  static void down() {
    opened.ifPresent(Lab::close);
  }

  /// What one case stops or leaves running is none of the next one's.
  @AfterEach
  void as_it_was() {
    for (LabHost host : opened.orElseThrow().hosts()) {
      host.exec(
          "systemctl is-active -q slurmctld || systemctl start slurmctld;"
              + " for user in alice bob; do scancel --user=$user; done");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"head1", "head2"})
  void a_job_runs_as_its_user_from_its_submission_to_its_output(String name) throws Exception {
    try (Head head = head(name)) {
      ObjectNode job = Head.script("#!/bin/bash\n#SBATCH --time=5\nid -un; pwd; umask; sleep 2\n");
      job.putObject("options").put("name", "a name").put("cpus_per_task", 1);
      String id = head.post("alice", 201, "/api/jobs", job).path("job_id").asText();
      assertEquals("a name", head.event("job:submitted").data().path("name").asText());
      String output =
          head.send("alice", "GET", "/api/jobs/" + id + "/output?follow=true", "").body();
      assertEquals("alice\n/home/alice\n0077\n", output);
      head.await("alice", "/api/jobs/" + id, is("completed"));
      assertEquals(id, head.event("job:completed").data().path("jobId").asText());
      head.ask("bob", 404, "GET", "/api/jobs/" + id + "/output");
      ObjectNode history = head.ask("alice", 200, "GET", "/api/jobs/history");
      assertEquals("portal", history.path("source").asText());
      assertEquals(id, history.path("jobs").path(0).path("job_id").asText());
    }
    assertTrue(
        host(name)
            .exec("journalctl -t hpcctl-act --no-pager | grep -q 'acts user=alice uid=1'")
            .succeeded(),
        "the journal does not say who acts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"head1", "head2"})
  void slurm_itself_refuses_what_is_not_the_user_s(String name) throws Exception {
    try (Head head = head(name)) {
      String id = submit(head, "alice", "#!/bin/bash\nsleep 600\n");
      head.await("alice", "/api/jobs/" + id, is("running"));
      // The user of the cluster who is not the one of the job, past our own check.
      Order order = Order.of("r", "bob", Verb.SCANCEL, id);
      assertFalse(slurm(name).act().run(order, new byte[0]).end().succeeded());
      head.ask("bob", 404, "DELETE", "/api/jobs/" + id);
      head.ask("alice", 200, "DELETE", "/api/jobs/" + id);
      head.await("alice", "/api/jobs/" + id, is("cancelled"));
      ObjectNode nowhere = Head.script("#!/bin/bash\n:\n");
      nowhere.putObject("options").put("partition", "nope");
      assertTrue(
          head.post("alice", 422, "/api/jobs", nowhere).path("detail").asText().contains("nope"));
      ObjectNode secret = Head.script("#!/bin/bash\n:\n");
      secret.putObject("options").put("output", "/etc/shadow");
      String other = head.post("alice", 201, "/api/jobs", secret).path("job_id").asText();
      head.await("alice", "/api/jobs/" + other, job -> !is("pending").test(job));
      head.ask("alice", 403, "GET", "/api/jobs/" + other + "/output");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"head1", "head2"})
  void arrays_are_held_and_released_task_by_task(String name) throws Exception {
    try (Head head = head(name)) {
      ObjectNode array = Head.script("#!/bin/bash\necho $SLURM_ARRAY_TASK_ID\n").put("hold", true);
      array.putObject("options").put("array", "1-3");
      String id = head.post("alice", 201, "/api/jobs", array).path("job_id").asText();
      head.await("alice", "/api/jobs/" + id + "_2", is("pending"));
      head.ask("alice", 200, "POST", "/api/jobs/" + id + "_2/release");
      head.await("alice", "/api/jobs/" + id + "_2", is("completed"));
      assertEquals("2\n", head.send("alice", "GET", "/api/jobs/" + id + "_2/output", "").body());
      head.ask("alice", 200, "DELETE", "/api/jobs/" + id);
      head.await("alice", "/api/jobs/" + id + "_3", is("cancelled"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"head1", "head2"})
  void a_controller_that_stops_is_told_and_is_found_again(String name) throws Exception {
    try (Head head = head(name)) {
      String key = UUID.randomUUID().toString();
      String body = Json.text(Head.script("#!/bin/bash\n:\n"));
      host(name).exec("systemctl stop slurmctld");
      HttpResponse<String> away =
          head.send("alice", "POST", "/api/jobs", body, "Idempotency-Key", key);
      assertEquals(503, away.statusCode(), away.body());
      assertEquals("10", away.headers().firstValue("Retry-After").orElse(""));
      head.await("alice", "/api/jobs", list -> list.path("stale").asBoolean());
      host(name).exec("systemctl start slurmctld");
      Instant end = Instant.now().plusSeconds(180);
      HttpResponse<String> again = away;
      while (again.statusCode() != 201 && Instant.now().isBefore(end)) {
        again = head.send("alice", "POST", "/api/jobs", body, "Idempotency-Key", key);
      }
      String id = Json.read(again.body()).path("job_id").asText();
      assertEquals(201, again.statusCode(), again.body());
      head.await("alice", "/api/jobs/" + id, _ -> true);
      head.await("alice", "/api/jobs", list -> !list.path("stale").asBoolean());
    }
  }

  private Head head(String name) throws Exception {
    LabSlurm slurm = slurm(name);
    Head head = new Head(folder, slurm.scheduler(), slurm.act());
    head.await("alice", "/api/jobs", _ -> true);
    return head;
  }

  private static String submit(Head head, String who, String script) throws Exception {
    return head.post(who, 201, "/api/jobs", Head.script(script)).path("job_id").asText();
  }

  private static Predicate<ObjectNode> is(String status) {
    return job -> job.path("status").asText().equals(status);
  }

  private static boolean possible() {
    return System.getProperty("user.name").equals("root")
        && Files.isExecutable(Path.of("/usr/bin/systemd-nspawn"));
  }

  private static LabHost host(String name) {
    return opened.orElseThrow().host(name);
  }

  private static LabSlurm slurm(String name) {
    return Objects.requireNonNull(INSTALLED.get(name));
  }
}
