package org.hpcctl.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

/// A real name server of this machine's packages on an address of its own, for as long as it is
/// open.
///
/// What it serves is the configuration that the test hands in; zone files are named relative to
/// `folder`, where the test puts them. Nothing of it outlives the JVM, however that ends, nor the
/// thread that starts it: that is JUnit's own, not one of the test's.
public final class DnsServer implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final Process process;
  private final String host;
  private final int port;
  private final List<String> said = new ArrayList<>();
  private boolean ended;

  private DnsServer(Process process, String host, int port) {
    this.process = process;
    this.host = host;
    this.port = port;
  }

  /// Debian's `bind9`; where it is not installed the test is skipped.
  ///
  /// @param configuration what follows the options: keys, zones
  public static DnsServer bind(Path folder, String host, int port, String configuration)
      throws IOException {
    Path named = program("named", "bind9");
    // Debian's AppArmor profile binds /usr/sbin/named to /etc/bind and /var; a copy is free.
    Path free = Files.copy(named, folder.resolve("named"), StandardCopyOption.REPLACE_EXISTING);
    Path file =
        Files.writeString(
            folder.resolve("named.conf"),
            """
            options {
              directory "%s";
              listen-on port %d { %s; };
              listen-on-v6 { none; };
              pid-file none;
              session-keyfile none;
              lock-file none;
              recursion no;
              dnssec-validation no;
              empty-zones-enable no;
            };
            controls { };
            %s
            """
                .formatted(folder, port, host, configuration));
    return started(
        host, port, " running$", free.toString(), "-g", "-4", "-n", "1", "-c", file.toString());
  }

  /// Debian's `knot`; where it is not installed the test is skipped.
  ///
  /// @param configuration the sections `key`, `acl` and `zone`
  public static DnsServer knot(Path folder, String host, int port, String configuration)
      throws IOException {
    Path knotd = program("knotd", "knot");
    Path file =
        Files.writeString(
            folder.resolve("knot.conf"),
            """
            server:
                listen: %s@%d
                rundir: %s
                udp-workers: 1
                tcp-workers: 1
                background-workers: 1
            database:
                storage: %s
            log:
              - target: stderr
                any: info
            template:
              - id: default
                storage: %s
            %s
            """
                .formatted(host, port, folder, folder, folder, configuration));
    return started(host, port, "server started", knotd.toString(), "-c", file.toString());
  }

  /// A port that nobody listens on, by UDP or by TCP.
  public static int freePort(String host) throws IOException {
    InetAddress address = InetAddress.ofLiteral(host);
    for (; ; ) {
      try (ServerSocket tcp = new ServerSocket(0, 1, address);
          DatagramSocket _ =
              new DatagramSocket(new InetSocketAddress(address, tcp.getLocalPort()))) {
        return tcp.getLocalPort();
      } catch (BindException _) {
        // Taken by UDP: the next one.
      }
    }
  }

  /// As `host:port`.
  public String address() {
    return host + ":" + port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOPPING)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Path program(String name, String debianPackage) {
    Path path = Path.of("/usr/sbin", name);
    assumeTrue(
        Files.isExecutable(path), "no " + path + " here; the package is called " + debianPackage);
    return path;
  }

  private static DnsServer started(String host, int port, String ready, String... command)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
    words.addAll(List.of(command));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    DnsServer server = new DnsServer(process, host, port);
    Thread.ofVirtual().start(server::listen);
    server.await(ready);
    return server;
  }

  /// Returns once it has logged something that `pattern` finds; stops it when that takes too long.
  public void await(String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    long end = System.nanoTime() + LONGEST.toNanos();
    synchronized (said) {
      try {
        while (said.stream().noneMatch(wanted.asPredicate())) {
          long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          if (left <= 0 || ended) {
            close();
            throw new IllegalStateException(
                "the name server did not say \"" + pattern + "\": " + String.join("\n", said));
          }
          said.wait(left);
        }
      } catch (InterruptedException _) {
        close();
        Thread.currentThread().interrupt();
      }
    }
  }

  // To its end: what it says must go somewhere, or it stops.
  private void listen() {
    try (BufferedReader log = process.inputReader()) {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        heard(line);
      }
    } catch (IOException _) {
      // It ended, and its log with it.
    }
    synchronized (said) {
      ended = true;
      said.notifyAll();
    }
  }

  private void heard(String line) {
    synchronized (said) {
      said.add(line);
      said.notifyAll();
    }
  }
}
