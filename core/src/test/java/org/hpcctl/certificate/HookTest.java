package org.hpcctl.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class HookTest {
  @TempDir Path directory;

  private Path program(String text) throws IOException {
    Path program = directory.resolve("hook");
    Files.writeString(program, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  @Test
  void it_learns_what_happened() throws IOException {
    Path said = directory.resolve("said");
    Hook hook = new Hook(program("echo \"$HPCCTL_EVENT\" >" + said + "\n"), Duration.ofSeconds(30));
    assertEquals(Optional.empty(), hook.run(Map.of("HPCCTL_EVENT", "renewed")));
    assertEquals("renewed\n", Files.readString(said));
  }

  @Test
  void what_it_said_is_told_when_it_fails() throws IOException {
    Hook hook = new Hook(program("echo no such mailbox; exit 3\n"), Duration.ofSeconds(30));
    String told = hook.run(Map.of()).orElseThrow();
    assertTrue(told.endsWith("ended with status 3: no such mailbox"), told);
  }

  @Test
  void one_that_does_not_end_is_ended_with_all_it_started() throws IOException {
    Path pid = directory.resolve("pid");
    Hook hook =
        new Hook(program("sleep 600 & echo $! >" + pid + "; wait\n"), Duration.ofSeconds(1));
    assertTrue(hook.run(Map.of()).orElseThrow().contains("did not end within 1 s"));
    long child = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(child)
        .ifPresent(process -> process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    assertFalse(ProcessHandle.of(child).filter(ProcessHandle::isAlive).isPresent());
  }

  @Test
  void one_that_was_let_go_by_its_parent_is_ended_too() throws IOException {
    Path pid = directory.resolve("pid");
    Hook hook =
        new Hook(
            program("(sleep 600 & echo $! >" + pid + ")\nexec sleep 600\n"), Duration.ofSeconds(1));
    assertTrue(hook.run(Map.of()).orElseThrow().contains("did not end within 1 s"));
    long orphan = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(orphan)
        .ifPresent(process -> process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }

  @Test
  void of_one_that_does_not_stop_talking_the_end_is_kept() throws IOException {
    Hook hook =
        new Hook(
            program("head -c 9000000 /dev/zero | tr '\\0' x; echo; echo the end; exit 1\n"),
            Duration.ofSeconds(30));
    String told = hook.run(Map.of()).orElseThrow();
    assertTrue(told.endsWith("xx\nthe end"), told);
    assertTrue(told.length() < Hook.SAID + 200, () -> String.valueOf(told.length()));
  }

  @Test
  void one_that_leaves_something_behind_is_not_waited_for() throws IOException {
    Path pid = directory.resolve("pid");
    Hook hook = new Hook(program("sleep 600 & echo $! >" + pid + "\n"), Duration.ofSeconds(30));
    Instant begin = Instant.now();
    assertEquals(Optional.empty(), hook.run(Map.of()));
    assertTrue(Duration.between(begin, Instant.now()).toSeconds() < 20);
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void one_that_is_not_there_is_told() {
    assertTrue(
        new Hook(directory.resolve("none"), Duration.ofSeconds(5)).run(Map.of()).isPresent());
  }
}
