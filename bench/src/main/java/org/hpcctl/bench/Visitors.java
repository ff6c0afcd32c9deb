package org.hpcctl.bench;

import module java.base;

import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// Visitors of a portal who do not stop, and count what goes wrong: either each request comes over
/// a connection of its own with a handshake in full, or one connection is kept for as long as the
/// portal keeps it. They trust one CA only and check the name.
///
/// Says `ready`, stays until standard input ends or the last request is done, then prints one line.
final class Visitors {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int MOST_REQUESTS = 50_000;
  private static final int END = -1;

  private final InetAddress address;
  private final String name;
  private final int pauseMillis;
  private final SSLContext trusting;
  private final AtomicBoolean over = new AtomicBoolean();
  private final LongAdder requests = new LongAdder();
  private final LongAdder connections = new LongAdder();
  private final LongAdder handshakes = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder idle = new LongAdder();
  private final LongAdder cut = new LongAdder();

  private Visitors(InetAddress address, String name, int pauseMillis, SSLContext trusting) {
    this.address = address;
    this.name = name;
    this.pauseMillis = pauseMillis;
    this.trusting = trusting;
  }

  /// @param args `new` or `kept`, the address, the portal's name, how many visitors, the pause of
  ///   each between two requests in milliseconds, and a file with the root of the CA
  static void main(String[] args) throws Exception {
    Visitors visitors =
        new Visitors(
            InetAddress.getByName(args[1]),
            args[2],
            Integer.parseInt(args[4]),
            trusting(Path.of(args[5])));
    boolean kept = args[0].equals("kept");
    int count = Integer.parseInt(args[3]);
    List<Thread> threads =
        IntStream.range(0, count)
            .mapToObj(_ -> Thread.ofPlatform().start(() -> visitors.visit(kept)))
            .toList();
    System.out.println("ready");
    System.in.transferTo(OutputStream.nullOutputStream());
    visitors.over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.printf(
        "%d requests over %d connections: %d failed handshakes, %d failed requests, %d closed while"
            + " idle, %d cut%n",
        visitors.requests.sum(),
        visitors.connections.sum(),
        visitors.handshakes.sum(),
        visitors.failures.sum(),
        visitors.idle.sum(),
        visitors.cut.sum());
  }

  private void visit(boolean kept) {
    while (!over.get() && requests.sum() < MOST_REQUESTS) {
      connections.increment();
      try (SSLSocket socket = connect()) {
        ask(socket, kept);
      } catch (IOException e) {
        handshakes.increment();
        System.err.println("handshake: " + e);
      }
    }
  }

  /// Asks over one connection for as long as it is there.
  private void ask(SSLSocket socket, boolean kept) throws IOException {
    boolean first = true;
    boolean stays = true;
    while (stays && !over.get() && requests.sum() < MOST_REQUESTS) {
      requests.increment();
      try {
        Answer answer = request(socket, kept);
        if (answer.status() != 200) {
          failures.increment();
          System.err.println("status " + answer.status());
        }
        stays = kept && answer.stays();
      } catch (IOException e) {
        System.err.println((first ? "request: " : "cut: ") + e);
        (first ? failures : cut).increment();
        return;
      }
      if (rest(socket) && stays) {
        idle.increment();
        return;
      }
      first = false;
    }
  }

  /// Pauses, watching the connection as a browser does.
  ///
  /// @return whether the other side closed it meanwhile
  private boolean rest(SSLSocket socket) {
    try {
      socket.setSoTimeout(pauseMillis);
      return socket.getInputStream().read() == END;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  private SSLSocket connect() throws IOException {
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.connect(new InetSocketAddress(address, 443), PATIENCE_MILLIS);
      plain.setSoTimeout(PATIENCE_MILLIS);
      SSLSocket socket =
          (SSLSocket) trusting.getSocketFactory().createSocket(plain, name, 443, true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      // The next one shall do all of it again.
      socket.getSession().invalidate();
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private record Answer(int status, boolean stays) {}

  private Answer request(SSLSocket socket, boolean kept) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    String text =
        "GET /health HTTP/1.1\r\nHost: %s\r\nConnection: %s\r\n\r\n"
            .formatted(name, kept ? "keep-alive" : "close");
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    String head = head(in);
    int length = 0;
    boolean stays = true;
    for (String line : head.lines().skip(1).toList()) {
      String field = line.toLowerCase(Locale.ROOT);
      if (field.startsWith("content-length:")) {
        length = Integer.parseInt(field.substring(15).strip());
      } else if (field.startsWith("connection: close")) {
        stays = false;
      }
    }
    if (in.readNBytes(length).length < length) {
      throw new EOFException("the body ended early");
    }
    return new Answer(Integer.parseInt(head.substring(9, 12)), stays);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 16_384 && head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next == END) {
        throw new EOFException("closed after %d bytes of an answer".formatted(head.length()));
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static SSLContext trusting(Path root) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(root)) {
      Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      store.setCertificateEntry("root", certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
