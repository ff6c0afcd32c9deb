package org.hpcctl.services.fileservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

/// A form as a browser sends it.
final class Form {
  static final String TYPE = "multipart/form-data; boundary=xXxXx";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Form field(String name, String value) {
    return part("name=\"" + name + "\"", value.getBytes(UTF_8));
  }

  Form file(String name, String fileName, byte[] content) {
    return part("name=\"" + name + "\"; filename=\"" + fileName + "\"", content);
  }

  private Form part(String words, byte[] content) {
    bytes.writeBytes(
        ("--xXxXx\r\nContent-Disposition: form-data; " + words + "\r\n\r\n").getBytes(UTF_8));
    bytes.writeBytes(content);
    bytes.writeBytes("\r\n".getBytes(UTF_8));
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes.toByteArray());
    all.writeBytes("--xXxXx--\r\n".getBytes(UTF_8));
    return all.toByteArray();
  }
}
