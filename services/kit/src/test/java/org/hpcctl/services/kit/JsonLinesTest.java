package org.hpcctl.services.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {
  private final LoggerContext context = new LoggerContext();

  private String line(String message, @Nullable Throwable failure, KeyValuePair... pairs) {
    Logger logger = context.getLogger("access");
    LoggingEvent event =
        new LoggingEvent(Logger.FQCN, logger, Level.INFO, message, failure, new Object[0]);
    event.setInstant(Instant.parse("2026-11-21T10:00:00.123456Z"));
    event.setKeyValuePairs(List.of(pairs));
    return new String(new JsonLines().encode(event), UTF_8);
  }

  @Test
  void a_line_is_one_object_with_its_keys_and_numbers() {
    context.putProperty("service", "auth_service");
    assertEquals(
        """
        {"time":"2026-11-21T10:00:00.123Z","level":"INFO","service":"auth_service",\
        "logger":"access","message":"request","status":200,"duration_ms":0.5}
        """,
        line(
            "request",
            null,
            new KeyValuePair("status", 200),
            new KeyValuePair("duration_ms", 0.5)));
  }

  @Test
  void nothing_a_client_sends_begins_a_new_line() throws Exception {
    String line =
        line("a\nb", new IOException("c\r\nd"), new KeyValuePair("path", "/x\n{\"e\":1}"));
    assertEquals(1, line.lines().count());
    JsonNode read = Json.STRICT.readTree(line);
    assertEquals("/x\n{\"e\":1}", read.path("path").asText());
    assertTrue(read.path("trace").asText().startsWith("java.io.IOException: c"));
  }
}
