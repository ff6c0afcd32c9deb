package org.hpcctl.services.websocketservice.channel;

import module java.base;

/// One event on its way to many: written once a form, not once a listener. Only for the holder of
/// the hub's lock.
public final class Delivery {
  private final News news;
  private final String bookmark;
  private final Map<Form, byte[]> written = new HashMap<>();

  /// How a protocol writes an event. Equal forms write equal bytes.
  public interface Form {
    /// @param bookmark how far a client has read that has read this
    byte[] write(News news, String bookmark);
  }

  Delivery(News news, String bookmark) {
    this.news = news;
    this.bookmark = bookmark;
  }

  News news() {
    return news;
  }

  public byte[] in(Form form) {
    return written.computeIfAbsent(form, wanted -> wanted.write(news, bookmark));
  }
}
