package org.hpcctl.bench;

import module java.base;

/// How long a service takes from the start of its process until it says that it is ready.
///
/// Arguments: port, path, a file for what it prints, then the command. Prints milliseconds until
/// the first 200, processor milliseconds until then, and resident megabytes.
final class Ready {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Ready() {}

  static void main(String[] words) throws Exception {
    InetSocketAddress server = new InetSocketAddress("127.0.0.1", Integer.parseInt(words[0]));
    byte[] question =
        "GET %s HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n"
            .formatted(words[1])
            .getBytes(StandardCharsets.US_ASCII);
    // The first request of this program would be measured too.
    boolean _ = says200(server, question);
    Path log = Path.of(words[2]);
    ProcessBuilder command =
        new ProcessBuilder(List.of(words).subList(3, words.length))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    long began = System.nanoTime();
    Process process = command.start();
    try {
      while (!says200(server, question)) {
        if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
          throw new IOException("did not become ready:\n" + Files.readString(log));
        }
        Thread.sleep(2);
      }
      double took = (System.nanoTime() - began) / 1e6;
      Measured measured = Measured.process(Long.toString(process.pid()));
      System.out.printf(
          Locale.ROOT, "%.0f %d %d%n", took, measured.processor() / 1_000, measured.resident());
    } finally {
      process.destroy();
      int _ = process.waitFor();
    }
  }

  private static boolean says200(InetSocketAddress server, byte[] question) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(5_000);
      socket.connect(server);
      socket.getOutputStream().write(question);
      byte[] answer = socket.getInputStream().readNBytes(12);
      return new String(answer, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException _) {
      return false;
    }
  }
}
