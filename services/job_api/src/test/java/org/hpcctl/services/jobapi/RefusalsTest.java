package org.hpcctl.services.jobapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import org.hpcctl.services.jobapi.slurm.LocalJobs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused, all by one head: none of it leaves anything behind.
@Timeout(300)
final class RefusalsTest {
  private static Optional<Head> started = Optional.empty();
  private static Frail scheduler = new Frail(new LocalJobs(Path.of(""), ""));

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    scheduler = new Frail(new LocalJobs(folder.resolve("jobs"), "here"));
    started = Optional.of(new Head(folder.resolve("state"), scheduler));
    head().await("alice", "/api/jobs", _ -> true);
  }

  @AfterAll
  static void stop() {
    started.ifPresent(Head::close);
  }

  @ParameterizedTest
  @CsvSource({"'', 401", "stranger, 401", "guest, 403", "ghost, 403"})
  void who_may_not_submit_is_told_so(String who, int status) throws Exception {
    head().post(who, status, "/api/jobs", Head.script("#!/bin/sh\nsleep 600\n"));
    head().ask(who, status, "GET", "/api/jobs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"script\": \"\"}",
        "{\"script\": 1}",
        "{\"script\": \"echo\"}",
        "{\"script\": \"#!/bin/sh\\u0000\"}",
        "{\"script\": \"#!/bin/sh\\r\\n\"}",
        "{\"script\": \"#!/bin/sh\", \"uid\": 0}",
        "{\"script\": \"#!/bin/sh\", \"options\": {\"nodes\": \"1 --uid=0\"}}",
        "{\"script\": \"#!/bin/sh\", \"options\": {\"name\": \"a\\nb\"}}",
        "{\"script\": \"#!/bin/sh\", \"options\": {\"wrap\": \"id\"}}",
        "{\"script\": \"#!/bin/sh\", \"options\": []}",
        "{\"script\": \"#!/bin/sh\", \"directory\": \"../x\"}",
        "[]"
      })
  void a_request_that_is_wrong_is_refused_and_nothing_runs(String body) throws Exception {
    HttpResponse<String> answer = head().send("alice", "POST", "/api/jobs", body);
    assertEquals(400, answer.statusCode(), answer.body());
    assertTrue(scheduler.jobs().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1;id", "1_", "99999999999", "123+x"})
  void what_is_no_id_is_no_job(String id) throws Exception {
    head().ask("boss", 404, "GET", "/api/jobs/" + id);
    head().ask("boss", 404, "DELETE", "/api/jobs/" + id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/jobs?limit=0",
        "/api/jobs?limit=x",
        "/api/jobs?offset=-1",
        "/api/jobs?status=done",
        "/api/jobs?state=DONE",
        "/api/jobs/history?from=yesterday",
        "/api/jobs/history?from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z",
        "/api/jobs/history?from=-999999999-01-01T00:00:00Z"
      })
  void a_query_that_is_wrong_is_refused(String path) throws Exception {
    head().ask("alice", 400, "GET", path);
  }

  private static Head head() {
    return started.orElseThrow();
  }
}
