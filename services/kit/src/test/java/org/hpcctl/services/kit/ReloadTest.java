package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Other settings while the service runs.
@Timeout(300)
class ReloadTest {
  private record Word(String word) {}

  /// What it says stands in its options; `unable` cannot start, `tied` cannot have a second beside
  /// it.
  private static final class Speaker implements Application {
    private final String word;
    private final CountDownLatch leave;
    private final Runnable closed;

    Speaker(String word, CountDownLatch leave, Runnable closed) throws IOException {
      if (word.equals("unable")) {
        throw new IOException("the word cannot be said");
      }
      this.word = word;
      this.leave = leave;
      this.closed = closed;
    }

    @Override
    public Routes routes() {
      return Routes.of(
          List.of(
              Route.get("/word", Access.open(), _ -> said()),
              Route.get(
                  "/late",
                  Access.open(),
                  _ -> Answer.streamed(200, "text/plain", -1, out -> late(out)))));
    }

    private Answer said() {
      return Answer.json(200, Json.object().put("word", word));
    }

    private void late(OutputStream out) throws IOException {
      out.write('-');
      out.flush();
      try {
        leave.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      out.write(word.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> whyNotBeside() {
      return word.equals("tied") ? Optional.of("word: tied to this process") : Optional.empty();
    }

    @Override
    public void close() {
      closed.run();
    }
  }

  private final CountDownLatch leave = new CountDownLatch(1);
  private final AtomicInteger closed = new AtomicInteger();
  private final Semaphore closings = new Semaphore(0);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Service<Word> service =
      new Service<>(
          "job_api",
          "/api/jobs",
          0,
          fields -> new Word(fields.required("word", Kind.text("a word", _ -> true))),
          (_, options) -> new Speaker(options.word(), leave, this::closing));

  @TempDir Path folder;
  private RunningService running;

  private void closing() {
    closed.incrementAndGet();
    closings.release();
  }

  @BeforeEach
  void start() throws Exception {
    SettingsFile.Configured<Word> read =
        SettingsFile.read(file("first", 0), service.name(), service.options());
    running = service.start(read.settings(), read.options());
  }

  @AfterEach
  void stop() {
    leave.countDown();
    running.close();
    client.shutdownNow();
  }

  @Test
  void no_request_is_lost_while_settings_change_again_and_again() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Set<String>>> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(threads.submit(() -> askUntil(enough)));
      }
      for (int i = 0; i < 30; i++) {
        reload("word" + i);
        assertEquals("word" + i, word());
      }
      enough.set(true);
      Set<String> heard = new HashSet<>();
      for (Future<Set<String>> one : clients) {
        heard.addAll(one.get());
      }
      assertTrue(heard.size() > 1, heard::toString);
    }
    // All that were replaced have ended.
    assertTrue(closings.tryAcquire(30, 60, TimeUnit.SECONDS));
    assertEquals(30, closed.get());
  }

  @Test
  void a_request_ends_where_it_began() throws Exception {
    HttpResponse<InputStream> late =
        client.send(request("/late"), HttpResponse.BodyHandlers.ofInputStream());
    assertEquals('-', late.body().read());
    reload("second");
    assertEquals("second", word());
    assertEquals(0, closed.get());
    leave.countDown();
    assertEquals("first", new String(late.body().readAllBytes(), StandardCharsets.UTF_8));
    assertTrue(closings.tryAcquire(1, 60, TimeUnit.SECONDS));
  }

  @Test
  void a_broken_file_is_refused_with_all_faults_and_the_next_good_one_heals() throws Exception {
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, Files.readString(file("x", 0)).replace("drain", "drian"));
    running.reload(service, () -> broken);
    String fault = fault(503);
    assertTrue(fault.contains("drain_seconds: missing"), fault);
    assertTrue(fault.contains("drian_seconds: unknown key"), fault);
    assertEquals("first", word());
    assertEquals(200, ask("/health/ready").statusCode());
    reload("second");
    assertEquals("", fault(200));
    assertEquals("second", word());
  }

  @Test
  void what_cannot_start_leaves_the_old_one() throws Exception {
    reload("unable");
    assertTrue(fault(503).contains("the word cannot be said"));
    assertEquals("first", word());
    assertEquals(0, closed.get());
  }

  @Test
  void another_port_and_what_is_tied_to_the_process_take_a_restart() throws Exception {
    Path elsewhere = file("second", running.port());
    running.reload(service, () -> elsewhere);
    assertTrue(fault(503).contains("takes a restart"));
    reload("tied");
    assertEquals("tied", word());
    reload("third");
    assertTrue(fault(503).contains("tied to this process"));
    assertEquals("tied", word());
  }

  @Test
  void a_hangup_reloads_the_process_and_prefers_what_the_unit_brought() throws Exception {
    Path given = file("first", 0);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Speaking.class.getName(),
                "--config",
                given.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      process.getOutputStream().close();
      await(lines, "\"ready\"");
      hangUp(process);
      await(lines, "says first");
      Files.writeString(given, "{");
      hangUp(process);
      await(lines, "configuration refused");
      file("second", 0);
      hangUp(process);
      await(lines, "says second");
    } finally {
      process.destroy();
      assertEquals(0, process.waitFor());
    }
  }

  /// Says its word when it starts.
  static final class Speaking {
    public static void main(String[] arguments) {
      new Service<>(
              "job_api",
              "/api/jobs",
              0,
              fields -> fields.required("word", Kind.text("a word", _ -> true)),
              (_, word) -> {
                RunningService.LOG.info("says {}", word);
                return Application.of(Routes.none());
              })
          .main(arguments);
    }
  }

  private static void hangUp(Process process) throws Exception {
    assertEquals(
        0, new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor());
  }

  private static void await(BufferedReader lines, String words) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      seen.append(line).append('\n');
      if (line.contains(words)) {
        return;
      }
    }
    throw new AssertionError(words + " was never said:\n" + seen);
  }

  private Set<String> askUntil(AtomicBoolean enough) throws Exception {
    Set<String> words = new HashSet<>();
    while (!enough.get()) {
      words.add(word());
    }
    return words;
  }

  private String word() throws Exception {
    HttpResponse<String> response = ask("/word");
    assertEquals(200, response.statusCode(), response.body());
    return Json.read(response.body()).path("word").asText();
  }

  private String fault(int status) throws Exception {
    HttpResponse<String> response = ask("/health/detailed");
    assertEquals(status, response.statusCode(), response.body());
    return Json.read(response.body()).at("/checks/configuration/fault").asText();
  }

  private HttpResponse<String> ask(String path) throws Exception {
    return client.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path)).build();
  }

  private void reload(String word) throws IOException {
    Path file = file(word, 0);
    running.reload(service, () -> file);
  }

  private Path file(String word, int port) throws IOException {
    ObjectNode settings =
        Json.object()
            .put("service", "job_api")
            .put("cluster", "my_cluster")
            .put("host", "server1")
            .put("bind", "127.0.0.1")
            .put("port", port)
            .put("drain_seconds", 1);
    settings.putObject("options").put("word", word);
    return Files.writeString(folder.resolve("job_api.json"), Json.text(settings));
  }
}
