package org.hpcctl.services.fileservice.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DigestingTest {
  private static final int PIECE = 128 * 1024;

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE, 9 * PIECE, 5_000_000, 20_000_000})
  void pieces_come_to_what_the_whole_comes_to(int length) throws Exception {
    byte[] whole = random(length);
    assertArrayEquals(sha256(whole), digested(whole));
  }

  @Test
  void more_streams_than_processors_are_digested_each_by_itself() throws Exception {
    List<byte[]> streams =
        Stream.generate(() -> random(3_000_000))
            .limit(Runtime.getRuntime().availableProcessors() + 6)
            .toList();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> digests =
          streams.stream().map(bytes -> senders.submit(() -> digested(bytes))).toList();
      for (int i = 0; i < streams.size(); i++) {
        assertArrayEquals(sha256(streams.get(i)), digests.get(i).get());
      }
    }
  }

  @Test
  void who_gives_up_in_the_middle_takes_no_place_from_others() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (Digesting digesting = Digesting.of(new Checksums.Running("SHA-256"))) {
        byte[] next = digesting.digest(digesting.first(), PIECE);
        assertTrue(next.length >= PIECE);
      }
    }
    byte[] whole = random(2_000_000);
    assertArrayEquals(sha256(whole), digested(whole));
  }

  private static byte[] digested(byte[] whole) throws IOException {
    Checksums.Running running = new Checksums.Running("SHA-256");
    InputStream in = new ByteArrayInputStream(whole);
    try (Digesting digesting = Digesting.of(running)) {
      byte[] buffer = digesting.first();
      for (int read = in.readNBytes(buffer, 0, buffer.length);
          read > 0;
          read = in.readNBytes(buffer, 0, buffer.length)) {
        buffer = digesting.digest(buffer, read);
      }
    }
    return Objects.requireNonNull(running.end().get("SHA-256"));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
