package org.hpcctl.dist;

import static org.hpcctl.dist.BackEndsLab.heads;
import static org.hpcctl.dist.BackEndsLab.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.lab.LabHost;
import org.hpcctl.testkit.SocketIoClient;
import org.hpcctl.testkit.TusUpload;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The real clients of the documents, through nginx with TLS, while the head that they speak with
/// loses its power.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class BackEndsClients {
  private static final List<String> LIFE = List.of("job:submitted", "job:started", "job:completed");
  private static final int SIZE = 400_000_000;

  @Test
  @Order(1)
  void a_lost_head_takes_no_session_no_event_and_no_upload_along(@TempDir Path folder)
      throws Exception {
    Account alice = signIn("alice");
    Path file = Files.write(folder.resolve("large.bin"), bytes());
    LabHost holder = heads().holder();
    try (SocketIoClient client = PortalClients.socket(heads(), alice, "polling,websocket")) {
      client.expectInAnyOrder(Set.of("connect", "upgrade"));
      Listener listener = new Listener(client);
      String before = job(alice, "sleep 4");
      listener.await(before, List.of("job:submitted", "job:started"));
      TusUpload upload = PortalClients.upload(heads(), alice, file);
      upload.awaitBegun();
      holder.kill();
      heads().awaitHolderOtherThan(holder);
      // A client that waits only would notice after 45 s.
      client.emit("ping", Account.object());
      alice.await("/api/auth/me", _ -> true);
      String after = job(alice, ":");
      listener.await(before, LIFE);
      listener.await(after, LIFE);
      JsonNode end = upload.end();
      assertEquals("success", end.path("on").asText(), end::toString);
      assertTrue(end.path("statuses").toString().contains("HEAD 200"), end::toString);
      Path back = folder.resolve("back.bin");
      JsonNode listed = alice.ask("/api/files").path("files").path(0);
      assertTrue(listed.path("filename").asText().startsWith("large"), listed::toString);
      alice.call("/api/files/" + listed.path("id").asText(), "-o", back.toString());
      assertEquals(-1, Files.mismatch(file, back));
    } finally {
      if (!holder.running()) {
        holder.start();
      }
    }
    heads().awaitHealthy();
  }

  @Test
  @Order(2)
  void a_logout_ends_the_session_on_every_head() throws Exception {
    Account alice = signIn("alice");
    Curl.Answer bye = alice.call("/api/auth/logout", "-X", "POST");
    assertEquals(2, bye.status() / 100, bye::toString);
    for (LabHost head : heads().all()) {
      Instant deadline = Instant.now().plusSeconds(60);
      while (alice.at(head.address()).call("/api/auth/me").status() != 401) {
        assertTrue(Instant.now().isBefore(deadline), head.name());
        TimeUnit.MILLISECONDS.sleep(250);
      }
    }
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[SIZE];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static String job(Account who, String command) throws Exception {
    return BackEndsJobs.untilTaken(
            who,
            BackEndsJobs.script("#!/bin/bash\n" + command + "\n"),
            UUID.randomUUID().toString())
        .path("job_id")
        .asText();
  }

  /// What a client heard of which job.
  private static final class Listener {
    private final SocketIoClient client;
    private final Map<String, List<String>> heard = new HashMap<>();

    Listener(SocketIoClient client) {
      this.client = client;
    }

    /// Waits until exactly this was heard of a job, each event once and in this order.
    void await(String job, List<String> events) throws InterruptedException {
      Instant deadline = Instant.now().plusSeconds(90);
      while (!heard.getOrDefault(job, List.of()).equals(events)) {
        List<String> sofar = heard.getOrDefault(job, List.of());
        assertTrue(sofar.size() < events.size(), () -> job + " " + heard);
        assertTrue(Instant.now().isBefore(deadline), () -> job + " " + heard);
        client.report(Duration.ofSeconds(1)).ifPresent(this::hear);
      }
    }

    private void hear(JsonNode report) {
      if (report.path("on").asText().equals("event")) {
        heard
            .computeIfAbsent(report.path("data").path("jobId").asText(), _ -> new ArrayList<>())
            .add(report.path("name").asText());
      }
    }
  }
}
