package org.hpcctl.services.websocketservice.channel;

import module java.base;

/// One event on its way to many: written once a form, not once a listener. Used by one thread.
public final class Delivery {
  private final News news;
  private final Map<Form, byte[]> written = new HashMap<>();

  /// How a protocol writes an event. Equal forms write equal bytes.
  public interface Form {
    byte[] write(News news);
  }

  Delivery(News news) {
    this.news = news;
  }

  public byte[] in(Form form) {
    return written.computeIfAbsent(form, wanted -> wanted.write(news));
  }
}
