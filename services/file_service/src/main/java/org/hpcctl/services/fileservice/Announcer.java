package org.hpcctl.services.fileservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.fileservice.transfer.Progress;
import org.hpcctl.services.fileservice.transfer.Upload;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.bus.Event;

/// Tells the owner of an upload how far it is: each change of its state, and between them at most
/// once a second.
final class Announcer implements Consumer<Progress> {
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();
  private static final int MOST = 10_000;

  private final Bus bus;
  private final Map<String, Long> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  Announcer(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void accept(Progress progress) {
    Upload upload = progress.upload();
    boolean between = upload.status().open() && progress.received() > 0 && progress.percent() < 100;
    if (between && !due(upload.id())) {
      return;
    }
    ObjectNode data =
        Json.object()
            .put("upload_id", upload.id())
            .put("filename", upload.name())
            .put("status", upload.status().word())
            .put("uploaded_chunks", progress.received())
            .put("total_chunks", upload.grid().total())
            .put("progress", progress.percent());
    bus.publish(
        Event.now("uploads", "upload_progress", data, Optional.of(upload.owner().username())));
  }

  private boolean due(String id) {
    long now = System.nanoTime();
    synchronized (told) {
      Long last = told.get(id);
      if (last != null && now - last < PAUSE) {
        return false;
      }
      told.put(id, now);
      return true;
    }
  }
}
