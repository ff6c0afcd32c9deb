package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Somebody who goes on sending small files and jobs while something fails, and remembers what was
/// accepted.
final class Sender {
  // What may be accepted at the least, and sent at most, between two looks.
  private static final int MOST = 400;

  private final Account who;
  private final String name;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, Optional<String>> jobs = new LinkedHashMap<>();
  private int refused;

  /// @param name begins the names of what is sent
  Sender(Account who, String name) {
    this.who = who;
    this.name = name + "-" + UUID.randomUUID();
  }

  /// Sends before, during and after something.
  <T> T during(Callable<T> something) throws Exception {
    send(0);
    AtomicBoolean over = new AtomicBoolean();
    FutureTask<Boolean> sending =
        new FutureTask<>(
            () -> {
              for (int i = 1; i < MOST && !over.get(); i++) {
                send(i);
                // Below the portal's own limits, beside what else is asked.
                TimeUnit.MILLISECONDS.sleep(150);
              }
              return true;
            });
    Thread.ofVirtual().start(sending);
    T result;
    try {
      result = something.call();
    } finally {
      over.set(true);
    }
    sending.get();
    send(MOST);
    assertTrue(files.size() >= 2, "the first and the last are accepted");
    return result;
  }

  private void send(int number) throws Exception {
    String file = name + "-" + number + ".txt";
    Curl.Answer sent =
        who.call(
            "/api/files/upload", "-F", "file=" + file + ";filename=" + file + ";type=text/plain");
    if (accepted(sent)) {
      files.put(Account.json(201, sent).path("id").asText(), file);
    }
    String key = name + "-" + number;
    Curl.Answer job = who.post("/api/jobs", job(), "-H", "Idempotency-Key: " + key);
    jobs.put(
        key,
        accepted(job)
            ? Optional.of(Account.json(201, job).path("job_id").asText())
            : Optional.empty());
  }

  private boolean accepted(Curl.Answer answer) {
    if (answer.status() == 201) {
      return true;
    }
    Account.assertAway(answer);
    refused++;
    return false;
  }

  private ObjectNode job() {
    ObjectNode job = BackEndsJobs.script("#!/bin/bash\n:\n");
    job.putObject("options").put("name", name + "-job");
    job.put("hold", true);
    return job;
  }

  /// How many were refused, each with a time to come back.
  int refused() {
    return refused;
  }

  /// Each accepted file is there as it was sent; each key is one job, and the one that was
  /// answered.
  void assertNothingLost() throws Exception {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Curl.Answer answer = who.call("/api/files/" + file.getKey());
      assertEquals(200, answer.status(), answer::toString);
      assertEquals(file.getValue(), answer.body());
    }
    Set<String> ids = new TreeSet<>();
    for (Map.Entry<String, Optional<String>> job : jobs.entrySet()) {
      String id = BackEndsJobs.untilTaken(who, job(), job.getKey()).path("job_id").asText();
      job.getValue().ifPresent(answered -> assertEquals(answered, id, job.getKey()));
      assertTrue(ids.add(id), job.getKey());
    }
    String known =
        BackEndsLab.run(
            BackEndsLab.backstage(),
            "squeue -h -t all -n " + name + "-job -o %i; scancel -n " + name + "-job");
    assertEquals(ids, new TreeSet<>(known.lines().toList()));
    assertFalse(ids.isEmpty());
  }
}
