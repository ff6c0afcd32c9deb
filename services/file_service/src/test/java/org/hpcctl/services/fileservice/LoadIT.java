package org.hpcctl.services.fileservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files much larger than the memory of the process, and a file system that is full.
@Timeout(600)
class LoadIT {
  private static final long GIBIBYTE = 1L << 30;
  private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xmx64m");

  @TempDir Path folder;

  @Test
  void two_gibibytes_go_in_and_out_through_64_mebibytes() throws Exception {
    assumeTrue(Files.getFileStore(folder).getUsableSpace() > 6 * GIBIBYTE, "no space for it");
    try (HeadProcess head = HeadProcess.alone(folder, SMALL, Json.object())) {
      long size = 2 * GIBIBYTE;
      byte[] block = Client.bytes(1, 1 << 20);
      byte[] begin =
          "--xXxXx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large\"\r\n\r\n"
              .getBytes(UTF_8);
      byte[] end = "\r\n--xXxXx--\r\n".getBytes(UTF_8);
      List<byte[]> body = new ArrayList<>();
      body.add(begin);
      body.addAll(Collections.nCopies((int) (size / block.length), block));
      body.add(end);
      HttpResponse<byte[]> sent =
          head.send(
              "alice",
              "POST",
              "/api/files/upload",
              HttpRequest.BodyPublishers.ofByteArrays(body),
              "Content-Type",
              Form.TYPE);
      assertEquals(201, sent.statusCode(), new String(sent.body(), UTF_8));
      assertEquals(size, Client.json(sent).path("size").asLong());
      MessageDigest came = MessageDigest.getInstance("SHA-256");
      URL file = head.at("/api/files/" + Client.json(sent).path("id").asText()).toURL();
      URLConnection connection = file.openConnection();
      connection.setRequestProperty("Authorization", "Bearer " + Client.token("alice"));
      try (InputStream in = connection.getInputStream()) {
        in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), came));
      }
      assertEquals(
          Client.json(sent).path("sha256").asText(), HexFormat.of().formatHex(came.digest()));
      long peak = head.peak();
      // Far from both what is seen (bench/ says exactly) and what keeping the file would take: how
      // much the JIT compiler needs at once depends on how busy the machine is.
      assertTrue(peak < 320 * 1024, peak + " KiB");
    }
  }

  @Test
  void a_full_file_system_is_507_leaves_no_half_file_and_heals() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can mount");
    Path small = Files.createDirectory(folder.resolve("small"));
    run("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", small.toString());
    try (HeadProcess head =
        HeadProcess.alone(folder, SMALL, Json.object().put("root", small.toString()))) {
      ObjectNode large =
          Json.object()
              .put("filename", "large")
              .put("file_size", 20_000_000)
              .put("chunk_size", 10_000_000);
      HttpResponse<byte[]> begun = head.post("alice", "/api/v2/files/upload/init", large);
      assertEquals(201, begun.statusCode());
      String id = Client.json(begun).path("upload_id").asText();
      assertEquals(
          507,
          head.post("alice", "/api/v2/files/upload/init", large.put("file_size", 60_000_000))
              .statusCode());
      Path filler = Files.write(small.resolve("filler"), new byte[35_000_000]);
      byte[] half = Client.bytes(4, 10_000_000);
      assertEquals(507, head.chunk("alice", id, 0, half).statusCode());
      assertEquals(
          507,
          head.form("alice", "/api/files/upload", new Form().file("file", "simple", half))
              .statusCode());
      Files.delete(filler);
      for (int index : List.of(0, 1)) {
        assertEquals(200, head.chunk("alice", id, index, half).statusCode());
      }
      assertEquals(200, head.complete("alice", id).statusCode());
      try (Stream<Path> all = Files.walk(small)) {
        assertEquals(
            List.of("user-1/large"),
            all.filter(Files::isRegularFile)
                .map(path -> small.relativize(path).toString())
                .toList());
      }
    } finally {
      run("umount", "--lazy", small.toString());
    }
  }

  private static void run(String... words) throws Exception {
    assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor());
  }
}
