package org.hpcctl.templates.web;

import module java.base;

import org.hpcctl.templates.web.BackEndSettings.Option;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The services' own tests read these copies: both sides meet in them.
final class ServiceSettingsFileTest {
  @ParameterizedTest
  @CsvSource({
    "dashboard, 5173",
    "auth_service, 5000",
    "job_api, 5001",
    "file_service, 5002",
    "metrics_api, 5003",
    "websocket_service, 5010",
    "monitoring_dashboard, 5174",
    "admin_portal, 5175"
  })
  void the_settings_of_each_service_are_as_reviewed(String service, int port) {
    Golden.assertMatches(
        "web/service.json/" + service + ".json",
        new ServiceSettingsFile(
                service,
                "my_cluster",
                "server1",
                "127.0.0.1",
                port,
                10,
                service.endsWith("dashboard") || service.equals("admin_portal")
                    ? Optional.empty()
                    : Optional.of(backEnd(service)))
            .text());
  }

  private static BackEndSettings backEnd(String service) {
    return new BackEndSettings(
        false,
        "https://cluster.example.com",
        "http://127.0.0.1:5000",
        Optional.empty(),
        Optional.of(
            new BackEndSettings.Database(
                "127.0.0.1", 3306, "hpcctl", "with \"quotes\" and \\", Optional.empty())),
        Optional.of(
            new BackEndSettings.Redis(
                "sentinel",
                List.of("127.0.0.1:26379", "127.0.0.2:26379"),
                "mymaster",
                Optional.of("the password of Redis"),
                Optional.of("/etc/ssl/redis-ca.pem"))),
        switch (service) {
          case "auth_service" ->
              List.of(
                  Option.text("session_secret", "a secret of more than 32 characters"),
                  Option.text("pam", "/run/hpcctl/pam.sock"));
          case "job_api" -> List.of(Option.text("scheduler", "slurm"));
          case "file_service" ->
              List.of(
                  Option.text("root", "/mnt/gluster/uploads"),
                  Option.text("act", "/run/hpcctl/act.sock"),
                  Option.number("max_file_size", 10_737_418_240L));
          case "metrics_api" ->
              List.of(
                  Option.flag("slurm", true),
                  Option.text("nginx_status", "http://127.0.0.1:8080/nginx_status"),
                  Option.texts("node_exporters", List.of("node1=192.168.1.111:9100")));
          default -> List.of();
        });
  }
}
