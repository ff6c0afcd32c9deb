package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.hpcctl.health.HealthFormat;
import org.hpcctl.health.Scope;
import org.hpcctl.health.Subject;
import org.hpcctl.host.Become;
import org.hpcctl.host.Connections;
import org.hpcctl.host.Endpoint;
import org.hpcctl.host.Fleet;
import org.hpcctl.report.Ink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many hosts at once, all of them this machine; how long it takes is measured by bench/health-200.
class CheckupTest {
  private static final int HOSTS = 200;

  @Test
  @Timeout(180)
  void two_hundred_hosts_are_all_told_of_also_those_that_cannot_be_reached() throws Exception {
    List<Endpoint> endpoints = new ArrayList<>();
    SequencedMap<String, List<Subject>> subjects = new LinkedHashMap<>();
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = closed.getLocalPort();
      closed.close();
      for (int host = 0; host < HOSTS; host++) {
        String name = "head" + host;
        endpoints.add(
            host % 20 == 7 ? gone(name, port) : new Endpoint.Local(name, new Become.AlreadyRoot()));
        subjects.put(name, List.of(new Subject.Daemon("nothing", "test", "hpcctl-none.service")));
      }
    }
    String json;
    try (Connections connections = Connections.open(endpoints, _ -> Optional.empty())) {
      Checkup checkup =
          Checkup.of(
              new Scope("many", subjects),
              connections,
              new Fleet(30),
              Duration.ofSeconds(5),
              InstantSource.system());
      assertEquals(ExitCode.PARTIAL, checkup.status());
      json = HealthFormat.json.text(checkup.health(), Ink.PLAIN, false);
    }
    JsonNode checks = new ObjectMapper().readTree(json).path("checks");
    assertEquals(
        subjects.keySet().stream().toList(),
        checks.valueStream().map(check -> check.path("node").asText()).toList());
    assertEquals(
        HOSTS / 20,
        checks
            .valueStream()
            .map(check -> check.path("message").asText())
            .filter(message -> message.contains("cannot be reached at 127.0.0.1"))
            .count());
  }

  private static Endpoint gone(String name, int port) {
    return new Endpoint.Ssh(
        name,
        "127.0.0.1",
        port,
        "root",
        List.of(),
        true,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        new Become.AlreadyRoot(),
        Duration.ofMillis(300));
  }
}
