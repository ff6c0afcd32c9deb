package org.hpcctl.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Let's Encrypt's small CA for tests, from Debian's package, with a throw-away certificate for its
/// own HTTPS and the DNS that it asks: every name leads to the address it listens on until [#lead]
/// says otherwise. With a name server of the test's own, what it answers is the test's affair. It
/// forgets everything when it ends.
public final class Pebble implements AutoCloseable {
  private static final String PACKAGE = "pebble";

  private final Path folder;
  private final PebbleSettings settings;
  private final int port;
  private final int managementPort;
  private final int dnsPort;
  private final int dnsManagementPort;
  private final Optional<Daemon> dns;
  private final HttpClient client;
  private Daemon authority;

  private Pebble(Path folder, PebbleSettings settings) throws Exception {
    this.folder = folder;
    String address = settings.address();
    int challengePort =
        settings.httpPort() == 0 ? DnsServer.freePort(address) : settings.httpPort();
    this.settings = settings.httpPort(challengePort);
    this.port = DnsServer.freePort(address);
    this.managementPort = DnsServer.freePort(address);
    this.dnsPort = DnsServer.freePort(address);
    this.dnsManagementPort = DnsServer.freePort(address);
    certificates();
    client = HttpClient.newBuilder().sslContext(trusting(roots())).build();
    Files.writeString(
        folder.resolve("pebble.json"),
        this.settings.file(
            folder, port, managementPort, challengePort, DnsServer.freePort(address)));
    dns = settings.nameServer().isEmpty() ? Optional.of(ownNameServer()) : Optional.empty();
    authority = begin();
  }

  /// Starts one, or skips the test where there is none; a build machine must have it.
  ///
  /// @param folder an empty one of the test, for keys and logs
  public static Pebble start(Path folder, PebbleSettings settings) throws Exception {
    assumeInstalled();
    return new Pebble(Files.createDirectories(folder).toAbsolutePath(), settings);
  }

  /// Skips the test where there is no Pebble.
  public static void assumeInstalled() {
    boolean here =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, PACKAGE)));
    if (!here && System.getenv("CI") != null) {
      throw new IllegalStateException(".ci/run has to install the package " + PACKAGE);
    }
    assumeTrue(here, "no Pebble on this machine: apt-get install " + PACKAGE);
  }

  public URI directory() {
    return URI.create("https://%s:%d/dir".formatted(settings.address(), port));
  }

  /// What vouches for its HTTPS.
  public Path roots() {
    return folder.resolve("ca.pem");
  }

  /// Where it looks for HTTP-01.
  public int httpPort() {
    return settings.httpPort();
  }

  /// The root (PEM) that the certificates it issues lead to.
  ///
  /// @param number 0 for the usual one, more for alternates
  public String issuingRoot(int number) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(
                URI.create(
                    "https://%s:%d/roots/%d".formatted(settings.address(), managementPort, number)))
            .build());
  }

  /// Lets a name lead to these IPv4 addresses; Pebble looks at the first only.
  public void lead(String name, List<String> addresses) throws IOException, InterruptedException {
    tell("clear-a", "{\"host\": \"%s\"}".formatted(name));
    tell(
        "add-a",
        "{\"host\": \"%s\", \"addresses\": [%s]}"
            .formatted(
                name,
                addresses.stream().map(it -> '"' + it + '"').collect(Collectors.joining(", "))));
  }

  /// @param owner with the final dot
  public void publish(String owner, String value) throws IOException, InterruptedException {
    tell("set-txt", "{\"host\": \"%s\", \"value\": \"%s\"}".formatted(owner, value));
  }

  /// Takes all values of the owner away.
  public void withdraw(String owner) throws IOException, InterruptedException {
    tell("clear-txt", "{\"host\": \"%s\"}".formatted(owner));
  }

  /// Ends it and starts it at the same place: it knows no account any more.
  public void forget() throws IOException {
    authority.close();
    authority = begin();
  }

  /// What it said.
  public String log() throws IOException {
    return Files.readString(folder.resolve("pebble.log"));
  }

  @Override
  public void close() {
    authority.close();
    dns.ifPresent(Daemon::close);
    client.shutdownNow();
  }

  private Daemon begin() throws IOException {
    Daemon started =
        Daemon.start(
            folder.resolve("pebble.log"),
            settings.environment(),
            List.of(
                "pebble",
                "-strict",
                "-config",
                folder.resolve("pebble.json").toString(),
                "-dnsserver",
                settings.nameServer().orElse(settings.address() + ":" + dnsPort)));
    try {
      if (dns.isPresent()) {
        dns.get().awaitListening(settings.address(), dnsManagementPort);
        dns.get().awaitListening(settings.address(), dnsPort);
      }
      started.awaitListening(settings.address(), port);
      started.awaitListening(settings.address(), managementPort);
      return started;
    } catch (IOException e) {
      started.close();
      dns.ifPresent(Daemon::close);
      throw e;
    }
  }

  private Daemon ownNameServer() throws IOException {
    return Daemon.start(
        folder.resolve("dns.log"),
        Map.of(),
        List.of(
            "pebble-challtestsrv",
            "-defaultIPv4",
            settings.address(),
            "-defaultIPv6",
            "",
            "-dns01",
            settings.address() + ":" + dnsPort,
            "-management",
            settings.address() + ":" + dnsManagementPort,
            "-http01",
            "",
            "-https01",
            "",
            "-tlsalpn01",
            ""));
  }

  private void certificates() throws IOException, InterruptedException {
    String curve = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 30 ";
    run(curve + "-subj /CN=lab-ca -keyout ca.key -out ca.pem");
    run(
        curve
            + "-subj /CN=pebble -CA ca.pem -CAkey ca.key -keyout server.key -out server.pem"
            + " -addext basicConstraints=critical,CA:FALSE"
            + " -addext subjectAltName=DNS:localhost,IP:"
            + settings.address());
  }

  private void run(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command.split(" "))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + ": " + said);
    }
  }

  private void tell(String what, String json) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(
                URI.create(
                    "http://%s:%d/%s".formatted(settings.address(), dnsManagementPort, what)))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(request.uri() + ": HTTP " + response.statusCode());
    }
    return response.body();
  }

  private static SSLContext trusting(Path root) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(root)) {
      store.setCertificateEntry(
          "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
