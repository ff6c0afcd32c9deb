package org.hpcctl.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

/// Clients of a Socket.IO server that hear one broadcast after the other, over WebSockets from the
/// start: enough of the protocol to connect, to answer pings and to count events. One thread, so
/// that the server gets the processors.
///
/// The first client sends the next broadcast when all have heard the last but `AHEAD`. Arguments:
/// port, clients, seconds, the server's process, the secret that signs tokens. Prints messages a
/// second and the server's processor microseconds a message, then its resident megabytes.
final class SocketCrowd {
  private static final int AHEAD = 4;
  private static final int WARM_SECONDS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] EVENT = "42[\"notification\"".getBytes(US_ASCII);

  private final Selector selector = Selector.open();
  private final List<Client> clients = new ArrayList<>();
  private final InetSocketAddress server;
  private final String token;
  private int connected;
  private long heard;
  private long sent;

  private SocketCrowd(int port, String token) throws IOException {
    server = new InetSocketAddress("127.0.0.1", port);
    this.token = token;
  }

  public static void main(String[] words) throws Exception {
    int count = Integer.parseInt(words[1]);
    int seconds = Integer.parseInt(words[2]);
    Measured process = Measured.process(words[3]);
    SocketCrowd crowd = new SocketCrowd(Integer.parseInt(words[0]), Token.signedWith(words[4]));
    crowd.connect(count);
    crowd.broadcast(WARM_SECONDS);
    long processor = process.processor();
    long before = crowd.heard;
    long began = System.nanoTime();
    crowd.broadcast(seconds);
    double took = (System.nanoTime() - began) / 1e9;
    long messages = crowd.heard - before;
    System.out.printf(
        Locale.ROOT,
        "%.0f %.2f %d%n",
        messages / took,
        (double) (process.processor() - processor) / messages,
        process.resident());
  }

  private void connect(int count) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (connected < count) {
      // A few at a time: the servers' queues of new connections are short.
      if (clients.size() < count && clients.size() - connected < 50) {
        clients.add(new Client());
      }
      hear();
      if (System.nanoTime() > end) {
        throw new IOException("only " + connected + " of " + count + " clients could connect");
      }
    }
  }

  private void broadcast(int seconds) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    long stuck = end + PATIENCE.toNanos();
    while (System.nanoTime() < end || heard < sent * clients.size()) {
      while (System.nanoTime() < end && heard >= (sent - AHEAD) * clients.size()) {
        sent++;
        clients.getFirst().say("42[\"broadcast\",{\"message\":\"job 4711 has completed\"}]");
      }
      hear();
      if (System.nanoTime() > stuck) {
        throw new IOException("heard " + heard + " of " + sent * clients.size());
      }
    }
  }

  private void hear() throws IOException {
    selector.select(key -> ((Client) key.attachment()).read(), 1);
  }

  /// One connection: the answer to the upgrade, then frames.
  private final class Client {
    private final SocketChannel channel = SocketChannel.open(server);
    private final ByteBuffer in = ByteBuffer.allocate(16 * 1024);
    private boolean upgraded;

    Client() throws IOException {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      String request =
          """
          GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
          Host: bench\r
          Upgrade: websocket\r
          Connection: Upgrade\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          \r
          """;
      channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
    }

    void read() {
      try {
        if (channel.read(in) < 0) {
          throw new IOException("the server closed a connection");
        }
        in.flip();
        if (!upgraded) {
          upgraded = skipHead();
        }
        while (upgraded && frame()) {}
        in.compact();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private boolean skipHead() {
      String text = new String(in.array(), 0, in.limit(), US_ASCII);
      int end = text.indexOf("\r\n\r\n");
      if (end >= 0) {
        in.position(end + 4);
      }
      return end >= 0;
    }

    private boolean frame() throws IOException {
      if (in.remaining() < 2) {
        return false;
      }
      int start = in.position();
      int length = in.get(start + 1) & 0x7f;
      int head = 2;
      if (length == 126) {
        if (in.remaining() < 4) {
          return false;
        }
        length = in.getShort(start + 2) & 0xffff;
        head = 4;
      }
      if (in.remaining() < head + length) {
        return false;
      }
      in.position(start + head + length);
      take(start + head, length);
      return true;
    }

    private void take(int from, int length) throws IOException {
      byte[] all = in.array();
      if (length >= EVENT.length
          && Arrays.equals(all, from, from + EVENT.length, EVENT, 0, EVENT.length)) {
        heard++;
      } else if (all[from] == '0') {
        say("40{\"token\":\"" + token + "\"}");
      } else if (all[from] == '2') {
        say("3");
      } else if (length > 1 && all[from] == '4' && all[from + 1] == '0') {
        connected++;
      }
    }

    /// One masked text frame; the mask is zero.
    void say(String text) throws IOException {
      byte[] payload = text.getBytes(UTF_8);
      ByteBuffer frame = ByteBuffer.allocate(8 + payload.length).put((byte) 0x81);
      if (payload.length < 126) {
        frame.put((byte) (0x80 | payload.length));
      } else {
        frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
      }
      frame.putInt(0).put(payload).flip();
      while (frame.hasRemaining()) {
        channel.write(frame);
      }
    }
  }
}
