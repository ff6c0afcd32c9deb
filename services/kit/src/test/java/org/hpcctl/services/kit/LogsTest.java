package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class LogsTest {
  @TempDir Path folder;

  @AfterEach
  void back_to_the_console() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    new Logs().configure(context);
  }

  @Test
  void with_a_directory_each_service_has_a_file_of_everything_and_one_of_errors() throws Exception {
    Logs.identify(
        new Settings(
            "job_api",
            "example",
            "server1",
            InetAddress.getLoopbackAddress(),
            5001,
            Duration.ofSeconds(10),
            Surroundings.ofThisMachine("job_api", Map.of())),
        Optional.of(folder));
    LoggerFactory.getLogger("sample").info("all is well");
    LoggerFactory.getLogger("sample").error("nothing is well");

    assertEquals(2, Files.readAllLines(folder.resolve("job_api.log")).size());
    List<String> errors = Files.readAllLines(folder.resolve("job_api.error.log"));
    assertEquals(1, errors.size());
    assertTrue(errors.getFirst().contains("nothing is well"));
  }
}
