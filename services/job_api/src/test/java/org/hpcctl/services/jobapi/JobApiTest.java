package org.hpcctl.services.jobapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.slurm.LocalJobs;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.bus.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The service over HTTP, with jobs of this machine behind it.
@Timeout(300)
final class JobApiTest {
  private static final String WAITS = "#!/bin/sh\nsleep 600\n";
  private static final int CREATED = 201;

  @TempDir Path folder = Path.of("");
  private Optional<Head> started = Optional.empty();
  private Frail scheduler = new Frail(new LocalJobs(Path.of(""), ""));

  @BeforeEach
  void start() throws Exception {
    scheduler = new Frail(new LocalJobs(folder.resolve("jobs"), "here"));
    started = Optional.of(new Head(folder.resolve("state"), scheduler));
    head().await("alice", "/api/jobs", _ -> true);
  }

  @AfterEach
  void stop() {
    started.ifPresent(Head::close);
  }

  @Test
  void the_documented_request_submits_a_job_whose_output_can_be_followed() throws Exception {
    String body =
        """
        {"script": "#!/bin/bash\\n#SBATCH --job-name=test\\n#SBATCH --ntasks=1\\n\\necho hello"}\
        """;
    HttpResponse<String> answer = head().send("alice", "POST", "/api/jobs", body);
    assertEquals(CREATED, answer.statusCode(), answer.body());
    String id = Json.read(answer.body()).path("job_id").asText();
    assertEquals("/api/jobs/" + id, answer.headers().firstValue("Location").orElseThrow());
    head().await("alice", "/api/jobs/" + id, job -> is(job, "completed"));
    assertEquals("hello\n", output("alice", id, "").body());
    assertEquals("hello\n", output("alice", id, "?follow=true").body());
    assertEquals("ell", output("alice", id, "?offset=1&length=3").body());
    HttpResponse<String> tail = output("alice", id, "?offset=-3");
    assertEquals("lo\n", tail.body());
    assertEquals("3", tail.headers().firstValue("X-Output-Offset").orElseThrow());
    assertEquals("6", tail.headers().firstValue("X-Output-Size").orElseThrow());
  }

  @Tag("slow")
  @Test
  void what_happens_to_a_job_is_told_to_its_owner() throws Exception {
    submit("alice", "#!/bin/sh\n:\n");
    Event submitted = head().event("job:submitted");
    assertEquals(Optional.of("alice@portal"), submitted.user());
    assertEquals("1", submitted.data().path("jobId").asText());
    Event completed = head().event("job:completed");
    assertEquals("completed", completed.data().path("status").asText());
    assertEquals(1, completed.data().path("resources").path("cpus").asInt());
    submit("alice", "#!/bin/sh\nexit 3\n");
    assertEquals(3, head().event("job:failed").data().path("exit_code").asInt());
    String id = submit("alice", WAITS);
    head().event("job:started");
    head().ask("alice", 200, "DELETE", "/api/jobs/" + id);
    assertEquals(id, head().event("job:cancelled").data().path("jobId").asText());
  }

  @Test
  void a_job_of_somebody_else_is_none() throws Exception {
    String id = submit("alice", WAITS);
    awaitListed("alice", id);
    String job = "/api/jobs/" + id;
    for (String path : List.of(job, job + "/output", job + "/output?follow=true")) {
      head().ask("bob", 404, "GET", path);
    }
    head().ask("bob", 404, "DELETE", job);
    head().ask("bob", 404, "POST", job + "/hold");
    head().ask("bob", 404, "POST", job + "/release");
    assertFalse(head().ask("boss", 200, "GET", job).isEmpty());
    assertEquals(0, head().ask("bob", 200, "GET", "/api/jobs").path("total").asInt());
    assertEquals(0, head().ask("bob", 200, "GET", "/api/jobs/stats").path("total").asInt());
    head().ask("bob", 403, "GET", "/api/jobs?user=alice");
    head().ask("bob", 403, "GET", "/api/jobs/history?user=alice");
    assertEquals(1, head().ask("boss", 200, "GET", "/api/jobs?user=alice").path("total").asInt());
    assertTrue(is(head().ask("alice", 200, "GET", job), "running"));
  }

  @Test
  void jobs_are_listed_by_page_and_filter_the_newest_first() throws Exception {
    for (int i = 1; i <= 5; i++) {
      ObjectNode job = Head.script(i < 5 ? "#!/bin/sh\n:\n" : WAITS);
      job.putObject("options").put("name", "Run " + i);
      head().post("alice", CREATED, "/api/jobs", job);
    }
    head()
        .await(
            "alice",
            "/api/jobs/stats",
            stats -> stats.path("completed").asInt() == 4 && stats.path("running").asInt() == 1);
    ObjectNode page = head().ask("alice", 200, "GET", "/api/jobs?limit=2&offset=1");
    assertEquals(5, page.path("total").asInt());
    assertEquals(List.of("4", "3"), page.path("jobs").findValuesAsText("job_id"));
    assertEquals(
        List.of("5"),
        head().ask("alice", 200, "GET", "/api/jobs?status=running").findValuesAsText("job_id"));
    assertEquals(
        List.of("3"),
        head().ask("alice", 200, "GET", "/api/jobs?name=run%203").findValuesAsText("job_id"));
  }

  @Test
  void a_held_job_runs_when_it_is_released() throws Exception {
    String id =
        head()
            .post("alice", CREATED, "/api/jobs", Head.script("#!/bin/sh\n:\n").put("hold", true))
            .path("job_id")
            .asText();
    head().await("alice", "/api/jobs/" + id, job -> is(job, "pending"));
    head().ask("alice", 200, "POST", "/api/jobs/" + id + "/release");
    head().await("alice", "/api/jobs/" + id, job -> is(job, "completed"));
    head().ask("alice", 409, "POST", "/api/jobs/" + id + "/hold");
    head().ask("alice", 409, "DELETE", "/api/jobs/" + id);
  }

  @Test
  void the_same_key_is_one_job_however_often_it_comes() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(threads.submit(() -> withKey("k1", WAITS).statusCode()));
      }
      for (Future<Integer> answer : answers) {
        assertTrue(Set.of(CREATED, 409).contains(answer.get()), answer.get().toString());
      }
    }
    HttpResponse<String> again = withKey("k1", WAITS);
    assertEquals("true", again.headers().firstValue("Idempotent-Replayed").orElse(""));
    assertEquals("1", Json.read(again.body()).path("job_id").asText());
    assertEquals(1, scheduler.jobs().size());
    assertEquals(422, withKey("k1", "#!/bin/sh\n: other\n").statusCode());
    assertEquals(CREATED, withKey("K1", WAITS).statusCode());
    assertEquals(400, withKey("k 1", WAITS).statusCode());
  }

  @Test
  void a_job_whose_answer_was_lost_is_found_and_not_submitted_again() throws Exception {
    scheduler.swallowsAnswers.set(true);
    HttpResponse<String> lost = withKey("k2", WAITS);
    assertEquals(503, lost.statusCode());
    assertEquals("10", lost.headers().firstValue("Retry-After").orElse(""));
    scheduler.swallowsAnswers.set(false);
    HttpResponse<String> found = withKey("k2", WAITS);
    assertEquals(CREATED, found.statusCode(), found.body());
    assertEquals("1", Json.read(found.body()).path("job_id").asText());
    assertEquals(1, scheduler.jobs().size());
  }

  @Tag("slow")
  @Test
  void a_scheduler_that_is_away_is_told_with_when_to_come_again() throws Exception {
    String id = submit("alice", WAITS);
    awaitListed("alice", id);
    scheduler.away.set(true);
    for (String path : List.of("/api/jobs/nodes", "/api/jobs/partitions", "/api/jobs/history")) {
      HttpResponse<String> answer = head().send("alice", "GET", path, "");
      assertEquals(503, answer.statusCode(), path);
      assertEquals("10", answer.headers().firstValue("Retry-After").orElse(""), path);
    }
    head().post("alice", 503, "/api/jobs", Head.script(WAITS));
    head().ask("alice", 503, "DELETE", "/api/jobs/" + id);
    head().await("alice", "/api/jobs", list -> list.path("stale").asBoolean());
    assertEquals(1, head().ask("alice", 200, "GET", "/api/jobs").path("total").asInt());
    scheduler.away.set(false);
    head().ask("alice", 200, "DELETE", "/api/jobs/" + id);
    head().await("alice", "/api/jobs", list -> !list.path("stale").asBoolean());
  }

  @Test
  void without_accounting_the_history_is_what_the_portal_saw() throws Exception {
    String id = submit("alice", "#!/bin/sh\necho kept\n");
    ObjectNode history =
        head().await("alice", "/api/jobs/history", seen -> seen.path("total").asInt() == 1);
    assertEquals("portal", history.path("source").asText());
    assertEquals(id, history.path("jobs").path(0).path("job_id").asText());
    assertEquals(0, head().ask("bob", 200, "GET", "/api/jobs/history").path("total").asInt());
  }

  @Test
  void a_template_runs_with_values_that_never_become_code() throws Exception {
    ObjectNode template =
        Json.read(
            """
            {"description": "Says it", "script": "#!/bin/sh\\nprintf '%s\\\\n' \\"$PARAM_WORD\\" \\"$PARAM_TIMES\\"\\n",
             "options": {"name": "says"},
             "parameters": {"WORD": {"type": "string"},
                            "TIMES": {"type": "integer", "min": 1, "max": 9, "default": 2}}}\
            """);
    String path = "/api/jobs/templates/says-it";
    assertEquals(403, head().send("alice", "PUT", path, Json.text(template)).statusCode());
    assertEquals(200, head().send("boss", "PUT", path, Json.text(template)).statusCode());
    assertEquals(
        "says-it",
        head().ask("alice", 200, "GET", "/api/jobs/templates").findValue("name").asText());
    String word = "'; touch /tmp/never; $(id) `id`\n\"é";
    ObjectNode values = Json.object();
    values.putObject("parameters").put("WORD", word);
    ObjectNode preview = head().post("alice", 200, path + "/preview", values);
    assertEquals(word, preview.path("environment").path("PARAM_WORD").asText());
    String id = head().post("alice", CREATED, path + "/jobs", values).path("job_id").asText();
    head().await("alice", "/api/jobs/" + id, job -> is(job, "completed"));
    assertEquals(word + "\n2\n", output("alice", id, "").body());
    for (String wrong :
        List.of(
            "{}",
            "{\"parameters\":{\"WORD\":1}}",
            "{\"parameters\":{\"WORD\":\"a\",\"TIMES\":10}}",
            "{\"parameters\":{\"WORD\":\"a\",\"LD_PRELOAD\":\"x\"}}")) {
      assertEquals(400, head().send("alice", "POST", path + "/jobs", wrong).statusCode(), wrong);
    }
    assertEquals(204, head().send("boss", "DELETE", path, "").statusCode());
    head().ask("alice", 404, "GET", path);
  }

  @Test
  void the_cluster_is_described() throws Exception {
    assertEquals(
        "local", head().ask("bob", 200, "GET", "/api/jobs/partitions").findValue("name").asText());
    assertEquals(
        "here", head().ask("bob", 200, "GET", "/api/jobs/nodes").findValue("name").asText());
  }

  @Test
  void an_output_that_leads_elsewhere_is_not_read() throws Exception {
    ObjectNode job = Head.script("#!/bin/sh\n:\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/hostname"));
    job.putObject("options").put("output", link.toString());
    String id = head().post("alice", CREATED, "/api/jobs", job).path("job_id").asText();
    awaitListed("alice", id);
    HttpResponse<String> answer = output("alice", id, "");
    assertEquals(403, answer.statusCode(), answer.body());
  }

  private String submit(String who, String script) throws Exception {
    return head().post(who, CREATED, "/api/jobs", Head.script(script)).path("job_id").asText();
  }

  private void awaitListed(String who, String id) throws Exception {
    head().await(who, "/api/jobs/" + id, _ -> true);
  }

  private HttpResponse<String> withKey(String key, String script) throws Exception {
    return head()
        .send("alice", "POST", "/api/jobs", Json.text(Head.script(script)), "Idempotency-Key", key);
  }

  private HttpResponse<String> output(String who, String id, String query) throws Exception {
    return head().send(who, "GET", "/api/jobs/" + id + "/output" + query, "");
  }

  private static boolean is(ObjectNode job, String status) {
    return job.path("status").asText().equals(status);
  }

  private Head head() {
    return started.orElseThrow();
  }
}
