package org.hpcctl.templates.web;

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
        new ServiceSettingsFile(service, "my_cluster", "server1", "127.0.0.1", port, 10).text());
  }
}
