package org.hpcctl.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.sun.net.httpserver.HttpServer;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script, asked by a real shell of a real server on this machine.
final class HealthQuestionTest {
  /// A server without TLS leaves whoever comes over HTTPS waiting: that long, each time.
  private static final Duration NOBODY_ANSWERS = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(
              Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asks_for_everything_in_one_script() {
    String script =
        new HealthQuestion(
                "NONCE",
                Objects.requireNonNull(Recorded.scope().hosts().get("head1")),
                Duration.ofMillis(2500))
            .script()
            .text();
    Golden.assertMatches(
        "health/question.sh", script.substring(script.indexOf("export LC_ALL PATH\n")));
  }

  @Test
  void hears_the_status_that_was_answered_and_the_time_of_the_same_request() throws Exception {
    HostAnswer answer = ask(List.of(web("a", 200), web("b", 503), web("c", 302), web("d", 404)));
    assertEquals(200, reply(answer, 200).code());
    assertEquals(503, reply(answer, 503).code());
    assertEquals(302, reply(answer, 302).code());
    assertEquals(404, reply(answer, 404).code());
    assertTrue(reply(answer, 200).seconds() > 0);
  }

  @Test
  void hears_why_nothing_answered() throws Exception {
    Subject closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      closed =
          new Subject.Web("x", "backend", "x.service", "127.0.0.1", socket.getLocalPort(), "/");
    }
    HostAnswer.Reply reply = ask(List.of(closed)).replies().values().iterator().next();
    assertEquals(0, reply.code());
    assertTrue(reply.error().contains("onnect"), reply.error());
  }

  @Test
  void gives_up_a_server_that_does_not_answer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Subject hanging =
          new Subject.Web("x", "backend", "x.service", "127.0.0.1", silent.getLocalPort(), "/");
      HostAnswer.Reply reply =
          ask(List.of(hanging), Duration.ofMillis(200)).replies().values().iterator().next();
      assertEquals(0, reply.code());
      assertTrue(reply.seconds() < 5, () -> "took " + reply.seconds());
    }
  }

  @Test
  void knows_which_addresses_the_host_holds() throws Exception {
    assertEquals(Optional.of(true), ask(List.of(new Subject.VirtualIp("127.0.0.1"))).holds());
    assertEquals(Optional.of(false), ask(List.of(new Subject.VirtualIp("203.0.113.1"))).holds());
  }

  @Test
  void reads_the_certificate_in_the_file_when_nobody_shows_one() throws Exception {
    String chain =
        Files.readAllLines(Recorded.ANSWERS.resolve("head1-well.txt")).stream()
            .filter(line -> line.startsWith("NONCE\tchain\tstored\t"))
            .map(line -> line.split("\t")[3])
            .findFirst()
            .orElseThrow();
    Path file = Files.write(folder.resolve("chain"), Base64.getDecoder().decode(chain));
    HostAnswer answer = ask(List.of(certificate(file)), NOBODY_ANSWERS);
    assertEquals(1, answer.stored().orElseThrow().size());
    assertEquals(List.of(), answer.shown());
    // The server of this test speaks HTTP without TLS: nobody comes in over HTTPS.
    HostAnswer.Visit visit = answer.visit().orElseThrow();
    assertNotEquals(0, visit.exit());
    assertFalse(visit.error().isBlank());
  }

  // nginx shakes hands and then waits for a service that hangs.
  @Test
  void who_is_let_in_has_seen_the_certificate_also_when_no_answer_follows() throws Exception {
    try (SSLServerSocket silent = silent()) {
      Thread.ofVirtual().start(() -> letIn(silent));
      HostAnswer answer =
          ask(
              List.of(
                  new Subject.Certificate(
                      "portal.lab", "127.0.0.1", silent.getLocalPort(), "/nothing")),
              Duration.ofSeconds(1));
      assertEquals(Optional.of(new HostAnswer.Visit(0, "")), answer.visit());
      assertEquals(1, answer.shown().size());
    }
  }

  private SSLServerSocket silent() throws Exception {
    Path store = folder.resolve("store");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=portal.lab",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, keytool.waitFor());
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }

  private static void letIn(SSLServerSocket server) {
    try (SSLSocket visitor = (SSLSocket) server.accept()) {
      visitor.startHandshake();
      visitor.getInputStream().readAllBytes();
    } catch (IOException _) {
      // The visitor has gone.
    }
  }

  @Test
  void says_that_there_is_no_certificate() throws Exception {
    HostAnswer answer = ask(List.of(certificate(folder.resolve("nothing"))), NOBODY_ANSWERS);
    assertEquals(Optional.of(List.of()), answer.stored());
  }

  private Subject.Certificate certificate(Path file) {
    return new Subject.Certificate(
        "portal.lab", "127.0.0.1", server.getAddress().getPort(), file.toString());
  }

  private Subject web(String name, int status) {
    return new Subject.Web(
        name,
        "backend",
        name + ".service",
        "127.0.0.1",
        server.getAddress().getPort(),
        "/" + status);
  }

  private HostAnswer.Reply reply(HostAnswer answer, int status) {
    return Objects.requireNonNull(
        answer
            .replies()
            .get("http://127.0.0.1:%d/%d".formatted(server.getAddress().getPort(), status)));
  }

  private static HostAnswer ask(List<Subject> subjects) throws Exception {
    return ask(subjects, Duration.ofSeconds(10));
  }

  private static HostAnswer ask(List<Subject> subjects, Duration patience) throws Exception {
    HealthQuestion question = HealthQuestion.of(subjects, patience);
    Process shell =
        new ProcessBuilder("sh", "-s").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream stdin = shell.getOutputStream()) {
      stdin.write(question.script().text().getBytes(StandardCharsets.UTF_8));
    }
    List<String> lines;
    try (BufferedReader stdout = shell.inputReader()) {
      lines = stdout.lines().toList();
    }
    assertEquals(0, shell.waitFor());
    return question.read(lines);
  }
}
