package org.hpcctl.services.kit.act;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.hpcctl.testkit.SocketProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Those who use the helper, and those who mean it ill.
@Timeout(180)
@Tag("slow")
final class ActThroughSocketTest {
  private static final byte[] NOTHING = {};
  private static Optional<HelperFixture> running = Optional.empty();

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(SocketProgram.possible(), "needs root, unshare and perl");
    running = Optional.of(HelperFixture.start());
  }

  @AfterAll
  static void stop() throws Exception {
    if (running.isPresent()) {
      running.get().close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root",
        "daemon",
        "slurm",
        "nobody",
        "locked",
        "group0",
        "other",
        "nobodyknows",
        "70001",
        "",
        "acta\n",
        "acta ",
        "../acta",
        "-acta",
        "acta:x",
        "ROOT"
      })
  void nobody_becomes_who_is_not_an_ordinary_user(String user) throws IOException {
    End end = run(Order.of("r", user, Verb.STAT, "/", "/"), NOTHING).end();
    assertEquals("user", assertInstanceOf(End.Rejected.class, end).code());
  }

  @Test
  void a_user_without_a_home_is_told_so() throws IOException {
    End end = run(Order.of("r", "nowhere", Verb.STAT, "/", "/"), NOTHING).end();
    assertEquals("directory", assertInstanceOf(End.Rejected.class, end).code());
  }

  @Test
  void a_command_has_the_user_s_rights_and_nothing_of_ours() throws IOException {
    ActAsUser.Done done =
        run(
            Order.of("r", "acta", Verb.SBATCH, "PARAM_X=a 'b'\n$(c)", "--job-name=d; e"),
            bytes("#!/bin/sh\n"));
    List<String> lines = done.text().lines().toList();
    assertTrue(done.end().succeeded(), done.errors());
    assertEquals(
        List.of("#!/bin/sh", "2", "--parsable", "--job-name=d; e", "70001", "70001 70100"),
        lines.subList(0, 6));
    assertEquals(List.of(home("acta"), "0077"), lines.subList(6, 8));
    // Standard input, output, error, and what ls itself opens.
    assertEquals("4", lines.getLast());
    assertEquals(
        Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LC_ALL", "LANG", "PARAM_X", "PWD"),
        lines.stream()
            .filter(line -> line.matches("[A-Z_]+=.*"))
            .map(line -> line.substring(0, line.indexOf('=')))
            .filter(name -> !name.equals("OLDPWD"))
            .collect(Collectors.toSet()));
    assertTrue(lines.containsAll(List.of("PARAM_X=a 'b'", "$(c)")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--uid=0", "--wrap=id", "--get-user-env", "script.sh", "-w", "--job-name=a\nb",
        "LD_PRELOAD=/tmp/x.so", "SBATCH_OUTPUT=/x", "PATH=/tmp", "PARAM_a=1", "--export=ALL", ""
      })
  void only_options_of_the_list_reach_sbatch(String word) throws IOException {
    End end = run(Order.of("r", "acta", Verb.SBATCH, word), bytes("#!/bin/sh\n")).end();
    assertEquals("arguments", assertInstanceOf(End.Rejected.class, end).code());
  }

  @Test
  void a_script_that_is_too_long_is_refused() throws IOException {
    End end = run(Order.of("r", "acta", Verb.SBATCH), new byte[4 * 1024 * 1024 + 1]).end();
    assertEquals("input", assertInstanceOf(End.Rejected.class, end).code());
  }

  @Test
  void long_output_streams_and_long_errors_are_cut() throws IOException {
    ActAsUser.Done done = run(Order.of("r", "acta", Verb.SBATCH), bytes("FLOOD"));
    assertEquals(new End.Exited(7), done.end());
    assertEquals(8_000_000, done.output().length);
    assertEquals(16_384, done.errors().length());
  }

  @Test
  void a_command_ends_with_the_client_that_asked_for_it() throws Exception {
    long pid;
    try (Acting acting = act().begin(Order.of("r", "acta", Verb.SBATCH))) {
      acting.inputUnlessEnded(bytes("STAY"));
      byte[] answer = new byte[20];
      int length = acting.output().read(answer);
      pid = Long.parseLong(new String(answer, 0, length, StandardCharsets.US_ASCII).strip());
      assertTrue(ProcessHandle.of(pid).isPresent());
    }
    ProcessHandle.of(pid).ifPresent(left -> left.onExit().join());
  }

  @ParameterizedTest
  @CsvSource({
    "../actb/secret, EXDEV",
    "d/../../actb/secret, EXDEV",
    "/etc/passwd, EXDEV",
    "out/secret, EXDEV",
    "absolute/secret, EXDEV",
    "d/last, ELOOP",
    "no/such, ENOENT"
  })
  void no_path_leaves_its_root(String path, String errno) throws Exception {
    Path home = games();
    List<Order> orders =
        List.of(
            Order.of("r", "acta", Verb.READ, home.toString(), path, "0", "100", "0"),
            Order.of("r", "acta", Verb.WRITE, home.toString(), path, "0", "keep"));
    for (Order order : orders) {
      assertEquals(new End.Failed(errno), run(order, bytes("x")).end());
    }
    assertEquals("of b", Files.readString(Path.of(home("actb"), "secret")));
  }

  @Test
  void a_link_is_described_and_deleted_as_a_link() throws Exception {
    String home = games().toString();
    assertEquals(
        FileFacts.Kind.LINK,
        run(Order.of("r", "acta", Verb.STAT, home, "d/last"), NOTHING)
            .facts()
            .orElseThrow()
            .kind());
    assertTrue(run(Order.of("r", "acta", Verb.DELETE, home, "d/last"), NOTHING).end().succeeded());
    assertTrue(Files.exists(Path.of(home("actb"), "secret")));
  }

  @Test
  void a_directory_that_becomes_a_link_meanwhile_leads_nowhere() throws Exception {
    Path home = games();
    Path outside = own(Files.createDirectories(running().root.resolve("outside")));
    Path swapped = home.resolve("swapped");
    AtomicBoolean done = new AtomicBoolean();
    Thread enemy =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    try {
                      Files.deleteIfExists(swapped);
                      Files.createSymbolicLink(swapped, outside);
                      Files.deleteIfExists(swapped);
                      own(Files.createDirectory(swapped));
                    } catch (Exception _) {
                      // A file was written into it in time: it stays a directory from now on.
                      return;
                    }
                  }
                });
    for (int i = 0; i < 40; i++) {
      run(
          Order.of("r", "acta", Verb.WRITE, home.toString(), "swapped/f" + i, "0", "keep"),
          bytes("x"));
    }
    done.set(true);
    enemy.join();
    try (Stream<Path> escaped = Files.list(outside)) {
      assertEquals(0, escaped.count());
    }
  }

  @Test
  void what_is_not_a_regular_file_is_not_read() throws Exception {
    HelperFixture.run("mkfifo", home("acta") + "/pipe");
    HelperFixture.run("chmod", "666", home("acta") + "/pipe");
    for (String path : List.of(home("acta") + "/pipe", "/dev/zero", "/proc/self")) {
      Order order = Order.of("r", "acta", Verb.READ, "/", path, "0", "100", "0");
      assertFalse(run(order, NOTHING).end().succeeded(), path);
    }
    Files.delete(Path.of(home("acta"), "pipe"));
  }

  @Test
  void groups_open_what_they_open_at_the_shell_and_nothing_else() throws Exception {
    Path shared = Files.writeString(running().root.resolve("shared"), "ours");
    HelperFixture.mode(shared, "rw-r-----");
    HelperFixture.run("chgrp", "70100", shared.toString());
    String[] words = {"/", shared.toString(), "0", "100", "0"};
    assertEquals("ours", run(Order.of("r", "acta", Verb.READ, words), NOTHING).text());
    assertEquals(
        new End.Failed("EACCES"), run(Order.of("r", "actb", Verb.READ, words), NOTHING).end());
    assertEquals(
        new End.Failed("EACCES"),
        run(Order.of("r", "actb", Verb.STAT, home("acta"), "x"), NOTHING).end());
  }

  @Test
  void names_may_hold_line_breaks_but_never_a_nul() throws IOException {
    String home = home("acta");
    String name = "a\nb \t'\"$(c);é";
    assertTrue(
        run(Order.of("r", "acta", Verb.WRITE, home, name, "0", "new"), bytes("x"))
            .end()
            .succeeded());
    byte[] listed = run(Order.of("r", "acta", Verb.LIST, home, ""), NOTHING).output();
    assertTrue(FileFacts.entries(listed).stream().anyMatch(entry -> entry.name().equals(name)));
    assertThrows(
        IllegalArgumentException.class, () -> Order.of("r", "acta", Verb.STAT, home, "a\0b"));
    assertTrue(run(Order.of("r", "acta", Verb.DELETE, home, name), NOTHING).end().succeeded());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 60_001, Integer.MAX_VALUE})
  void a_giant_header_is_refused_before_it_is_read(int length) throws IOException {
    assertTrue(raw(frame('H', length, NOTHING)).startsWith("R"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "hpcctl-act/1\0r\0acta\0stat\0",
        "hpcctl-act/2\0r\0acta\0stat\0\0002\0/\0/\0",
        "hpcctl-act/1\0r\0acta\0stat\0\0009\0/\0/\0",
        "hpcctl-act/1\0r\0acta\0stat\0\0002\0/\0/",
        "hpcctl-act/1\0r\nacts user=root\0acta\0stat\0\0002\0/\0/\0",
        "hpcctl-act/1\0r\0acta\0stat; id\0\0002\0/\0/\0",
        "hpcctl-act/1\0r\0acta\0../../bin/sh\0\0000\0",
        "hpcctl-act/1\0r\0acta\0shell\0\0000\0"
      })
  void a_header_that_is_none_is_refused(String header) throws IOException {
    assertTrue(raw(frame('H', bytes(header).length, bytes(header))).startsWith("R"), header);
  }

  @Test
  void an_input_that_is_none_ends_it() throws IOException {
    byte[] header = Order.of("r", "acta", Verb.SBATCH).header();
    ByteBuffer both = ByteBuffer.allocate(5 + header.length + 5);
    both.put(frame('H', header.length, header)).put(frame('I', Integer.MAX_VALUE, NOTHING));
    assertTrue(raw(both.array()).startsWith("R"));
  }

  @Test
  void clients_that_never_finish_their_header_cost_nobody_else_anything() throws Exception {
    List<SocketChannel> half = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(running().socket()));
      channel.write(ByteBuffer.wrap(new byte[] {'H', 0, 0}));
      half.add(channel);
    }
    assertTrue(run(Order.of("r", "acta", Verb.STAT, "/", "/"), NOTHING).end().succeeded());
    for (SocketChannel channel : half) {
      assertEquals(-1, channel.read(ByteBuffer.allocate(1)), "the helper hangs up");
      channel.close();
    }
  }

  @Test
  void a_hundred_at_once_each_get_their_own() throws Exception {
    ActAsUser act = ActAsUser.through(running().socket(), 128);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String user = i % 2 == 0 ? "acta" : "actb";
        String text = user + " " + i;
        answers.add(
            threads.submit(() -> act.run(Order.of("r", user, Verb.SBATCH), bytes(text)).text()));
      }
      for (int i = 0; i < 100; i++) {
        List<String> lines = answers.get(i).get().lines().toList();
        assertEquals((i % 2 == 0 ? "acta " : "actb ") + i, lines.getFirst());
        assertTrue(lines.contains(i % 2 == 0 ? "70001" : "70002"));
      }
    }
  }

  @Test
  void a_large_file_goes_in_and_out_unchanged() throws IOException {
    byte[] content = new byte[20 << 20];
    new Random(1).nextBytes(content);
    String home = home("acta");
    ActAsUser.Done written =
        run(Order.of("r", "acta", Verb.WRITE, home, "large", "0", "new"), content);
    assertTrue(written.end().succeeded());
    String all = Integer.toString(Integer.MAX_VALUE);
    assertArrayEquals(
        content,
        run(Order.of("r", "acta", Verb.READ, home, "large", "0", all, "0"), NOTHING).output());
    assertTrue(run(Order.of("r", "acta", Verb.DELETE, home, "large"), NOTHING).end().succeeded());
  }

  @Test
  void the_journal_tells_who_did_what_for_which_request_and_no_content() throws IOException {
    run(Order.of("req\n7", "acta", Verb.SBATCH, "PARAM_X=hidden"), bytes("hidden"));
    String journal = running().journal();
    assertTrue(journal.contains("acts user=acta uid=70001 verb=sbatch request=req_7\n"), journal);
    assertFalse(journal.contains("hidden"));
  }

  @Test
  void no_helper_is_told_as_a_moment_s_trouble() {
    ActAsUser act = ActAsUser.through(running().root.resolve("none.sock"), 1);
    Order order = Order.of("r", "acta", Verb.STAT, "/", "/");
    assertThrows(ActUnavailable.class, () -> act.run(order, NOTHING));
    // The place that was taken is free again.
    assertThrows(ActUnavailable.class, () -> act.run(order, NOTHING));
  }

  /// The home of one user, full of links to the other's.
  private static Path games() throws Exception {
    Path home = Path.of(home("acta"));
    Path secret = Path.of(home("actb"), "secret");
    Files.writeString(secret, "of b");
    HelperFixture.mode(secret, "rw-rw-rw-");
    HelperFixture.mode(Path.of(home("actb")), "rwxrwxrwx");
    own(Files.createDirectories(home.resolve("d")));
    for (String link : List.of("out", "absolute", "d/last")) {
      Files.deleteIfExists(home.resolve(link));
    }
    Files.createSymbolicLink(home.resolve("out"), Path.of("../actb"));
    Files.createSymbolicLink(home.resolve("absolute"), Path.of(home("actb")));
    Files.createSymbolicLink(home.resolve("d/last"), secret);
    return home;
  }

  private static Path own(Path path) throws Exception {
    Files.setAttribute(path, "unix:uid", 70001);
    return path;
  }

  private static ActAsUser.Done run(Order order, byte[] input) throws IOException {
    return act().run(order, input);
  }

  private static String raw(byte[] bytes) throws IOException {
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(running().socket()))) {
      channel.write(ByteBuffer.wrap(bytes));
      ByteBuffer answer = ByteBuffer.allocate(1000);
      return channel.read(answer) < 0
          ? ""
          : new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
    }
  }

  private static byte[] frame(char kind, int length, byte[] bytes) {
    return ByteBuffer.allocate(5 + bytes.length).put((byte) kind).putInt(length).put(bytes).array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String home(String user) {
    return running().root.resolve(user).toString();
  }

  private static ActAsUser act() {
    return running().act();
  }

  private static HelperFixture running() {
    return running.orElseThrow();
  }
}
