package org.hpcctl.services.kit;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import module java.base;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the JVM has mapped of its own files: its machine code, the runtime's classes and the part
/// of the AOT cache that it only reads. Each page that was looked at once, as at the start, is
/// resident from then on, and with it the 64 KB around it (measured: 38 MB of 76 of a service that
/// shows pages, 14 of which it uses).
final class MappedFiles {
  private static final Logger LOG = LoggerFactory.getLogger("service");
  private static final Pattern HEADER =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S+) \\S+ \\S+ \\d+\\s*(.*)");

  /// A constant of sys/mman.h: of a file that nobody wrote into, what is used again is mapped again
  /// from the page cache.
  private static final int MADV_DONTNEED = 4;

  private MappedFiles() {}

  /// @param begin the address
  /// @param length bytes
  record Mapping(long begin, long length) {}

  /// Found by its first use, not at the start: the JVM writes classes for a call into the C
  /// library.
  private static final class Advice {
    static final MethodHandle CALL = find();

    @SuppressWarnings("restricted")
    private static MethodHandle find() {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow("madvise"),
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    }
  }

  /// Lets go of them. What is used again costs some microseconds for each 64 KB, and no reading of
  /// a disk unless the system wanted the memory for something else.
  static void release() {
    try {
      for (Mapping mapping : clean(Files.readAllLines(Path.of("/proc/self/smaps")), home())) {
        // Refused it stays as it was.
        int _ = (int) Advice.CALL.invokeExact(mapping.begin, mapping.length, MADV_DONTNEED);
      }
    } catch (Throwable e) {
      LOG.error("the pages of the JVM's files could not be let go", e);
    }
  }

  private static Path home() throws IOException {
    return Path.of(System.getProperty("java.home")).toRealPath();
  }

  /// Those of the runtime and of AOT caches, which stay where they are as long as the process
  /// lives; without what can be written or was (a library is, where it names addresses), which is
  /// in no file.
  ///
  /// @param smaps lines of proc_pid_smaps(5)
  static List<Mapping> clean(List<String> smaps, Path home) {
    List<Mapping> found = new ArrayList<>();
    Optional<Mapping> candidate = Optional.empty();
    for (String line : smaps) {
      Matcher header = HEADER.matcher(line);
      if (header.matches()) {
        String file = header.group(4);
        boolean lasts = file.startsWith(home + "/") || file.endsWith(".aot");
        long begin = Long.parseUnsignedLong(header.group(1), 16);
        long end = Long.parseUnsignedLong(header.group(2), 16);
        candidate =
            lasts && !header.group(3).contains("w")
                ? Optional.of(new Mapping(begin, end - begin))
                : Optional.empty();
      } else if (line.startsWith("Anonymous:") && line.endsWith(" 0 kB")) {
        candidate.ifPresent(found::add);
      }
    }
    return found;
  }
}
