package org.hpcctl.services.kit;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells systemd that the service is ready or stopping, as sd_notify(3) does: one datagram to the
/// unix socket named in `NOTIFY_SOCKET`. The JDK has no unix datagrams, so this calls the C
/// library; without the variable it does nothing.
final class SystemdNotice {
  private static final Logger LOG = LoggerFactory.getLogger("service");

  // The constants of sys/socket.h on Linux, the only system that has systemd.
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int PATH_OFFSET = 2;
  private static final int PATH_LIMIT = 107;

  private SystemdNotice() {}

  static void send(String state) {
    String socket = System.getenv("NOTIFY_SOCKET");
    if (socket != null && !socket.isEmpty()) {
      send(socket, state);
    }
  }

  static void send(String socket, String state) {
    try {
      transmit(socket, state);
    } catch (Throwable e) {
      // Without the notice systemd gives up on the start by itself; the reason belongs in the log.
      LOG.error("systemd could not be told " + state, e);
    }
  }

  private static void transmit(String path, String state) throws Throwable {
    MethodHandle socket =
        call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    MethodHandle sendto =
        call(
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    MethodHandle close = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      byte[] name = path.getBytes(UTF_8);
      if (name.length > PATH_LIMIT) {
        throw new IOException("NOTIFY_SOCKET is longer than a unix socket's name can be");
      }
      MemorySegment address = arena.allocate(PATH_OFFSET + PATH_LIMIT + 1);
      address.set(JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(name, 0, address, JAVA_BYTE, PATH_OFFSET, name.length);
      if (path.startsWith("@")) {
        // An abstract socket's name begins with a zero byte.
        address.set(JAVA_BYTE, PATH_OFFSET, (byte) 0);
      }
      byte[] words = state.getBytes(UTF_8);
      MemorySegment message = arena.allocateFrom(JAVA_BYTE, words);
      int descriptor = (int) socket.invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      long sent =
          (long)
              sendto.invokeExact(
                  descriptor,
                  message,
                  (long) words.length,
                  MSG_NOSIGNAL,
                  address,
                  PATH_OFFSET + name.length);
      int _ = (int) close.invokeExact(descriptor);
      if (sent != words.length) {
        throw new IOException("the socket " + path + " took " + sent + " bytes");
      }
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle call(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
  }
}
