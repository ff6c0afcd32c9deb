package org.hpcctl.services.fileservice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.services.fileservice.transfer.Owner;
import org.hpcctl.services.fileservice.transfer.Progress;
import org.hpcctl.services.fileservice.transfer.Protocol;
import org.hpcctl.services.fileservice.transfer.Upload;
import org.hpcctl.services.fileservice.transfer.UploadStatus;
import org.hpcctl.services.fileservice.transfer.Wanted;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.bus.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who hears of an upload, and how often.
@Timeout(120)
class AnnouncerTest {
  private static Progress progress(UploadStatus status, int received) {
    Instant now = Instant.EPOCH;
    Upload upload =
        new Upload(
            "0".repeat(32),
            new Owner(1, "alice", "alice"),
            new Wanted(
                Protocol.CHUNKED,
                "a.bin",
                1000,
                100,
                "data",
                Optional.empty(),
                "",
                Optional.empty()),
            status,
            Optional.empty(),
            Optional.empty(),
            now,
            now,
            Optional.empty(),
            now);
    return new Progress(upload, received, received * 100L);
  }

  @Test
  void its_owner_alone_hears_of_each_change_but_not_of_each_chunk() throws Exception {
    BlockingQueue<Delivery> heard = new LinkedBlockingQueue<>();
    try (Bus bus = Bus.inMemory()) {
      bus.subscribe(Set.of("uploads"), Map.of(), heard::add);
      Announcer announcer = new Announcer(bus);
      announcer.accept(progress(UploadStatus.INITIALIZED, 0));
      for (int i = 1; i < 10; i++) {
        announcer.accept(progress(UploadStatus.UPLOADING, i));
      }
      announcer.accept(progress(UploadStatus.UPLOADING, 10));
      announcer.accept(progress(UploadStatus.COMPLETED, 10));
      List<String> told = new ArrayList<>();
      while (!told.contains("completed 100.0")) {
        Delivery next = Objects.requireNonNull(heard.poll(60, TimeUnit.SECONDS));
        assertEquals(Optional.of("alice"), next.event().user());
        assertEquals("upload_progress", next.event().type());
        told.add(
            next.event().data().path("status").asText()
                + " "
                + next.event().data().path("progress").asText());
      }
      assertEquals(
          List.of("initialized 0.0", "uploading 10.0", "uploading 100.0", "completed 100.0"), told);
    }
  }
}
