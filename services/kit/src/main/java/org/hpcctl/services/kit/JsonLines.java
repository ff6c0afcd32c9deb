package org.hpcctl.services.kit;

import module java.base;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/// A log line is one JSON object: whatever a client sends, it cannot begin a line of its own.
final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  /// What was written last. A line goes to the journal and to a file, one right after the other,
  /// and most of what it costs is to write it as JSON.
  private static final AtomicReference<Line> LAST = new AtomicReference<>(new Line(null, NOTHING));

  private record Line(@Nullable ILoggingEvent event, byte[] bytes) {}

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
    Line before = LAST.get();
    if (before.event == event) {
      return before.bytes;
    }
    byte[] bytes = written(event);
    LAST.set(new Line(event, bytes));
    return bytes;
  }

  private static byte[] written(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator json = Json.STRICT.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeStringField("level", event.getLevel().toString());
      for (Map.Entry<String, String> property :
          event.getLoggerContextVO().getPropertyMap().entrySet()) {
        json.writeStringField(property.getKey(), property.getValue());
      }
      json.writeStringField("logger", event.getLoggerName());
      json.writeStringField("message", event.getFormattedMessage());
      for (KeyValuePair pair :
          Objects.requireNonNullElse(event.getKeyValuePairs(), List.<KeyValuePair>of())) {
        json.writeFieldName(pair.key);
        switch (pair.value) {
          case Integer number -> json.writeNumber(number);
          case Long number -> json.writeNumber(number);
          case Double number -> json.writeNumber(number);
          case Object value -> json.writeString(value.toString());
        }
      }
      if (event.getThrowableProxy() != null) {
        json.writeStringField("trace", ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    line.write('\n');
    return line.toByteArray();
  }
}
