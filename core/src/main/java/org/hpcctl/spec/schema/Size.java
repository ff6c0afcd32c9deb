package org.hpcctl.spec.schema;

import module java.base;

import org.hpcctl.spec.DataSize;

/// A number of bytes in a range: `512M`.
public record Size(DataSize least, DataSize most) implements Shape<DataSize> {
  @Override
  public DataSize read(Yaml yaml, String path, Reading reading) {
    Optional<String> text = reading.text(yaml, path, this);
    if (text.isEmpty()) {
      return least;
    }
    Optional<DataSize> size =
        DataSize.parse(text.get())
            .filter(one -> one.bytes() >= least.bytes() && one.bytes() <= most.bytes());
    if (size.isEmpty()) {
      reading.mismatch(yaml, path, this, "`" + text.get() + "`");
    }
    return size.orElse(least);
  }

  @Override
  public DataSize standIn() {
    return least;
  }

  @Override
  public Object shown(DataSize value) {
    return value.toString();
  }

  @Override
  public String describe() {
    return "a size from %s to %s, such as 512M or 2G".formatted(least, most);
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", List.of("string", "integer"));
  }
}
