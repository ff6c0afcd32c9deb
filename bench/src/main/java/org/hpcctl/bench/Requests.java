package org.hpcctl.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

/// The same request again and again over connections that are kept, each waiting for its answer
/// before it asks again. An answer of another status than expected ends it all.
///
/// Arguments: port, the server's process, connections, requests to warm up, requests, the status,
/// the secret that signs tokens or `-`, method, path, and a JSON body if there is one. Prints the
/// server's processor microseconds a request, then requests a second.
final class Requests {
  private final InetSocketAddress server;
  private final byte[] request;
  private final String status;
  private final AtomicLong left = new AtomicLong();

  private Requests(int port, String status, byte[] request) {
    server = new InetSocketAddress("127.0.0.1", port);
    this.status = status;
    this.request = request;
  }

  static void main(String[] words) throws Exception {
    String body = words.length > 9 ? words[9] : "";
    String head =
        "%s %s HTTP/1.1\r\nHost: bench\r\n".formatted(words[7], words[8])
            + (words[6].equals("-")
                ? ""
                : "Authorization: Bearer " + Token.signedWith(words[6]) + "\r\n")
            + (body.isEmpty()
                ? ""
                : "Content-Type: application/json\r\nContent-Length: %d\r\n"
                    .formatted(body.getBytes(UTF_8).length))
            + "\r\n";
    Requests requests =
        new Requests(Integer.parseInt(words[0]), words[5], (head + body).getBytes(UTF_8));
    Measured process = Measured.process(words[1]);
    int connections = Integer.parseInt(words[2]);
    requests.run(connections, Long.parseLong(words[3]));
    long count = Long.parseLong(words[4]);
    long processor = process.processor();
    long began = System.nanoTime();
    requests.run(connections, count);
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%.1f %.0f%n",
        (double) (process.processor() - processor) / count,
        count / seconds);
  }

  private void run(int connections, long count) throws Exception {
    left.set(count);
    try (ExecutorService visitors = Executors.newFixedThreadPool(connections)) {
      List<Callable<Boolean>> all = Collections.nCopies(connections, this::visit);
      for (Future<Boolean> visit : visitors.invokeAll(all)) {
        boolean _ = visit.get();
      }
    }
  }

  private boolean visit() throws IOException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      socket.connect(server);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
      while (left.getAndDecrement() > 0) {
        socket.getOutputStream().write(request);
        answer(in);
      }
    }
    return true;
  }

  private void answer(InputStream in) throws IOException {
    String first = line(in);
    int length = -1;
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      if (field.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(field.substring(15).strip());
      }
    }
    if (length < 0) {
      throw new IOException("an answer without a length: " + first);
    }
    byte[] body = in.readNBytes(length);
    if (!first.startsWith("HTTP/1.1 " + status)) {
      throw new IOException(first + "\n" + new String(body, UTF_8));
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed after " + line);
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
