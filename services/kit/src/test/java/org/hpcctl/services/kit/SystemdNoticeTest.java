package org.hpcctl.services.kit;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Listens as systemd does, on a unix datagram socket bound by the C library.
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class SystemdNoticeTest {
  @Test
  void a_listener_on_the_named_socket_receives_the_words(@TempDir Path folder) throws Throwable {
    String path = folder.resolve("notify").toString();
    assertEquals("READY=1", received(path, path.getBytes(UTF_8)));
  }

  @Test
  void an_abstract_socket_is_reached_too() throws Throwable {
    String name = "hpcctl-test-" + ProcessHandle.current().pid();
    assertEquals("READY=1", received("@" + name, ("\0" + name).getBytes(UTF_8)));
  }

  private static String received(String socketName, byte[] boundName) throws Throwable {
    MethodHandle socket = call("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    MethodHandle bind = call("bind", JAVA_INT, ADDRESS, JAVA_INT);
    MethodHandle read = call("read", JAVA_INT, ADDRESS, JAVA_INT);
    MethodHandle close = call("close", JAVA_INT);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(110);
      address.set(JAVA_SHORT, 0, (short) 1);
      MemorySegment.copy(boundName, 0, address, JAVA_BYTE, 2, boundName.length);
      int descriptor = (int) socket.invokeExact(1, 2, 0);
      assertEquals(0, (int) bind.invokeExact(descriptor, address, 2 + boundName.length));
      SystemdNotice.send(socketName, "READY=1");
      MemorySegment words = arena.allocate(100);
      int length = (int) read.invokeExact(descriptor, words, 100);
      assertEquals(0, (int) close.invokeExact(descriptor));
      return new String(words.asSlice(0, length).toArray(JAVA_BYTE), UTF_8);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle call(String name, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
  }
}
