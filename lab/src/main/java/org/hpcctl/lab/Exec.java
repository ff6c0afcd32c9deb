package org.hpcctl.lab;

import module java.base;

/// Runs a command inside a host, from outside and without its network.
///
/// A process that only enters the namespaces would keep this machine's capabilities and control
/// groups; this one gets those of the host's PID 1.
record Exec(long init) {
  // Joins the groups first: that needs this machine's view of them.
  private static final String JOIN_THEN_RUN =
      """
      while [ "$1" != -- ]; do echo $$ >"$1" || exit 126; shift; done; shift; exec "$@"\
      """;

  List<String> command(List<String> words) {
    var command = new ArrayList<>(List.of("sh", "-c", JOIN_THEN_RUN, "sh"));
    command.addAll(groups());
    command.addAll(
        List.of(
            "--", "nsenter", "--target=" + init, "--mount", "--uts", "--ipc", "--net", "--pid"));
    command.addAll(List.of("setpriv", "--bounding-set=" + withheld(), "--inh-caps=-all"));
    command.addAll(
        List.of("env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
    command.addAll(List.of("HOME=/root", "USER=root", "LANG=C.UTF-8", "TERM=" + terminal()));
    command.addAll(words);
    return List.copyOf(command);
  }

  /// The capabilities that PID 1 does not have, each to be dropped.
  static String withheld(long bounding, int last) {
    return IntStream.rangeClosed(0, last)
        .filter(number -> (bounding >> number & 1) == 0)
        .mapToObj(number -> "-cap_" + number)
        .collect(Collectors.joining(","));
  }

  private String withheld() {
    String bounding =
        lines("status")
            .filter(line -> line.startsWith("CapBnd:"))
            .map(line -> line.substring("CapBnd:".length()).strip())
            .findFirst()
            .orElseThrow();
    return withheld(
        Long.parseUnsignedLong(bounding, 16),
        Machine.setting(Path.of("/proc/sys/kernel/cap_last_cap")));
  }

  private List<String> groups() {
    return lines("cgroup")
        .map(line -> line.split(":", 3))
        .map(parts -> Cgroup.processFile(parts[1], parts[2]))
        .map(Path::toString)
        .toList();
  }

  private Stream<String> lines(String file) {
    return read(Path.of("/proc", Long.toString(init), file)).lines();
  }

  private static String terminal() {
    return Objects.requireNonNullElse(System.getenv("TERM"), "dumb");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
