package org.hpcctl.services.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.event.KeyValuePair;

/// A log line is one JSON object: whatever a client sends, it cannot begin a line of its own.
final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ObjectNode line =
        Json.object()
            .put("time", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("level", event.getLevel().toString());
    event.getLoggerContextVO().getPropertyMap().forEach(line::put);
    line.put("logger", event.getLoggerName()).put("message", event.getFormattedMessage());
    for (KeyValuePair pair :
        Objects.requireNonNullElse(event.getKeyValuePairs(), List.<KeyValuePair>of())) {
      switch (pair.value) {
        case Integer number -> line.put(pair.key, number);
        case Long number -> line.put(pair.key, number);
        case Double number -> line.put(pair.key, number);
        case Object value -> line.put(pair.key, value.toString());
      }
    }
    if (event.getThrowableProxy() != null) {
      line.put("trace", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return (Json.text(line) + "\n").getBytes(UTF_8);
  }
}
