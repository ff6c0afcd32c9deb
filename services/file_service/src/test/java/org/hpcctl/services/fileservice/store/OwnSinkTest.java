package org.hpcctl.services.fileservice.store;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class OwnSinkTest {
  private static final int PIECE = 1024 * 1024;
  // Enough for the disk to be asked twice before the end.
  private static final int PIECES = 150;

  @TempDir Path directory;

  @Test
  void a_large_file_is_as_it_was_written_while_the_disk_takes_its_beginning() throws IOException {
    Path file = directory.resolve("large");
    try (OwnSink sink = new OwnSink(FileChannel.open(file, CREATE_NEW, WRITE))) {
      for (int i = 0; i < PIECES; i++) {
        sink.write(piece(i), 0, PIECE);
      }
      sink.keep();
    }
    try (InputStream in = Files.newInputStream(file)) {
      for (int i = 0; i < PIECES; i++) {
        assertEquals(0, Arrays.compare(piece(i), in.readNBytes(PIECE)), "piece " + i);
      }
      assertEquals(-1, in.read());
    }
  }

  @Test
  void one_that_is_closed_while_the_disk_works_takes_no_more() throws IOException {
    OwnSink sink = new OwnSink(FileChannel.open(directory.resolve("cut"), CREATE_NEW, WRITE));
    for (int i = 0; i < 64; i++) {
      sink.write(piece(i), 0, PIECE);
    }
    sink.close();
    assertThrows(IOException.class, () -> sink.write(piece(0), 0, PIECE));
    assertThrows(IOException.class, sink::keep);
  }

  private static byte[] piece(int number) {
    byte[] piece = new byte[PIECE];
    Arrays.fill(piece, (byte) number);
    return piece;
  }
}
