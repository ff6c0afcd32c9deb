package org.hpcctl.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.shell.Command;
import org.hpcctl.shell.Output;
import org.hpcctl.shell.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every connection to a host promises, whatever carries it.
interface RemoteContract {
  /// An open connection; whoever makes it closes it after the test.
  Remote remote() throws Exception;

  @Test
  default void the_exit_status_comes_back() throws Exception {
    Remote remote = remote();
    assertEquals(0, remote.run(script("true")).exit());
    assertEquals(7, remote.run(script("exit 7")).exit());
    assertEquals(128 + 15, remote.run(script("kill -TERM $$")).exit());
    assertEquals(3, remote.execs());
  }

  @Test
  default void lines_come_in_order_and_without_their_ends() throws Exception {
    List<String> lines = new ArrayList<>();
    Output output =
        remote()
            .run(
                script("printf 'one\\n\\n  two\\r\\nthree: \\303\\274'; echo four >&2"),
                lines::add);
    assertEquals(List.of("one", "", "  two\r", "three: ü"), lines);
    assertEquals("one\n\n  two\r\nthree: ü\n", output.stdout());
    assertEquals("four\n", output.stderr());
  }

  @Test
  default void a_line_of_64_kilobytes_stays_one_line() throws Exception {
    List<String> lines = new ArrayList<>();
    remote().run(script("head -c 65536 /dev/zero | base64 -w 0; echo; echo end"), lines::add);
    assertEquals(List.of(87_384, 3), lines.stream().map(String::length).toList());
  }

  @Test
  default void a_script_of_a_megabyte_runs_to_its_end() throws Exception {
    String text = ": ballast that the shell has to read\n".repeat(30_000) + "echo end";
    assertEquals("end\n", remote().run(script(text)).stdout());
  }

  @Test
  default void a_script_may_end_before_it_was_read() throws Exception {
    String text = "exit 3\n" + ": never read\n".repeat(100_000);
    assertEquals(3, remote().run(script(text)).exit());
  }

  @Test
  default void a_script_may_say_much_while_it_is_still_sent() throws Exception {
    String text = "head -c 300000 /dev/zero | base64\n".repeat(20) + ": ballast\n".repeat(300_000);
    assertEquals(20 * 405_264, remote().run(script(text)).stdout().length());
  }

  @Test
  default void ten_megabytes_arrive_as_they_were_sent(@TempDir Path folder) throws Exception {
    byte[] bytes = new byte[10 * 1024 * 1024];
    new Random(1).nextBytes(bytes);
    Path file = folder.resolve("it's here");
    Output output =
        remote()
            .send(
                Command.of("sh", "-c", "cat > \"$1\"", "sh", file.toString()),
                new ByteArrayInputStream(bytes),
                Duration.ofSeconds(30));
    assertEquals(new Output(0, "", ""), output);
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  default void the_deadline_ends_a_script_and_leaves_the_connection_usable() throws Exception {
    Remote remote = remote();
    Unreachable late =
        assertThrows(
            Unreachable.class,
            () -> remote.run(new Script("echo begun; sleep 20", Duration.ofMillis(700))));
    assertTrue(late.transientFault());
    assertTrue(late.problem().what().contains("in time"), late.problem()::what);
    assertEquals(0, remote.run(script("true")).exit());
  }

  @Test
  default void twenty_scripts_run_at_once() throws Exception {
    Remote remote = remote();
    List<Integer> numbers = IntStream.range(0, 20).boxed().toList();
    var outcomes =
        new Fleet(20)
            .each(
                numbers,
                String::valueOf,
                number -> remote.run(script("sleep 0.1; echo " + number)).stdout().strip());
    assertEquals(
        numbers.stream().<Outcome<String>>map(n -> new Outcome.Done<>(n.toString())).toList(),
        List.copyOf(outcomes.values()));
  }

  @Test
  default void what_is_held_stays_until_it_is_closed(@TempDir Path folder) throws Exception {
    Remote remote = remote();
    String lock = Command.quote(folder.resolve("lock").toString());
    String hold = "exec 9>" + lock + "; flock -n 9 || { echo busy; exit 1; }; echo mine; read _";
    String second;
    try (Remote.Held held = remote.hold(script(hold))) {
      assertEquals("mine", held.greeting());
      assertTrue(held.alive());
      second = remote.run(script("flock -n " + lock + " true || echo busy")).stdout();
      assertTrue(held.alive());
    }
    assertEquals("busy\n", second);
    assertEquals(0, remote.run(script("flock -n " + lock + " true")).exit());
  }

  @Test
  default void what_should_stay_but_ends_is_told() throws Exception {
    Remote remote = remote();
    Unreachable ended =
        assertThrows(Unreachable.class, () -> remote.hold(script("echo 'no lock' >&2; exit 4")));
    assertEquals("no lock", ended.problem().why());
    assertTrue(ended.problem().what().contains("status 4"), ended.problem()::what);
  }

  @Test
  default void what_is_followed_ends_when_nobody_wants_more() throws Exception {
    Remote remote = remote();
    CompletableFuture<String> enough = new CompletableFuture<>();
    Output output = remote.follow(script("echo one; echo two; sleep 50"), enough::complete, enough);
    assertEquals(new Output(0, "", ""), output);
    assertEquals("one", enough.join());
    assertEquals("usable\n", remote.run(script("echo usable")).stdout());
  }

  @Test
  default void what_is_followed_may_end_by_itself() throws Exception {
    List<String> lines = new ArrayList<>();
    Output output =
        remote().follow(script("echo one; exit 5"), lines::add, new CompletableFuture<>());
    assertEquals(new Output(5, "", ""), output);
    assertEquals(List.of("one"), lines);
  }

  @Test
  default void an_interrupt_gives_up_at_once() throws Exception {
    Remote remote = remote();
    Thread caller = Thread.currentThread();
    Unreachable given =
        assertThrows(
            Unreachable.class,
            () -> remote.run(script("echo begun; sleep 3"), _ -> caller.interrupt()));
    assertTrue(Thread.interrupted(), "the interrupt stays set");
    assertEquals("interrupted", given.problem().what());
  }

  static Script script(String text) {
    return new Script(text, Duration.ofSeconds(60));
  }
}
