package org.hpcctl.services.jobapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.slurm.JobOption;
import org.hpcctl.services.jobapi.slurm.LocalJobs;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.OpenApiContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The service is what its OpenAPI file says.
@Timeout(300)
final class OpenApiTest {
  @TempDir Path folder = Path.of("");

  @Test
  void the_file_tells_of_every_route_and_of_no_other() throws Exception {
    try (Head head = head()) {
      assertEquals(List.of(), contract().differences(head.running()));
      assertEquals(List.of(), contract().unnamed(head.running()));
    }
  }

  @Test
  void the_file_tells_of_every_option_of_a_job() throws Exception {
    assertEquals(
        Arrays.stream(JobOption.values())
            .map(JobOption::key)
            .collect(Collectors.toCollection(TreeSet::new)),
        contract().properties("Options"));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"alice", "boss", "guest", "ghost"})
  void whatever_is_sent_the_answer_is_as_described(String who) throws Exception {
    try (Head head = head()) {
      head.await("alice", "/api/jobs", _ -> true);
      ObjectNode job = Json.object().put("script", "#!/bin/sh\n:\n");
      head.post("alice", 201, "/api/jobs", job);
      List<String> broken =
          contract().broken(head.running(), 20, who.hashCode(), () -> Head.signedIn(who));
      assertEquals("", String.join("\n", broken));
    }
  }

  private static OpenApiContract contract() throws IOException {
    return OpenApiContract.of("job_api");
  }

  private Head head() throws IOException {
    return new Head(folder.resolve("state"), new LocalJobs(folder.resolve("jobs"), "here"));
  }
}
