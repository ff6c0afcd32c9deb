package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator does with the archive: unpack it somewhere, on a machine without Java, and run.
final class ArchiveIT {
  private static final Path TARGET = Path.of(System.getProperty("repository"), "dist/target");

  @TempDir private Path directory;

  @Test
  void the_archive_runs_wherever_it_is_unpacked_without_java_and_from_its_cache() throws Exception {
    run(List.of("tar", "-xzf", only("hpcctl-*.tar.gz").toString(), "-C", directory.toString()));
    Path link = Files.createSymbolicLink(directory.resolve("hpcctl"), launcher());

    ProcessBuilder version = new ProcessBuilder(link.toString(), "--version");
    version.environment().clear();
    version.environment().put("PATH", "/usr/bin");
    // The JVM starts without a cache it cannot use, and says nothing: here it must be able to.
    version.environment().put("HPCCTL_JAVA_OPTIONS", "-XX:AOTMode=on");

    assertTrue(run(version).startsWith("hpcctl "), "what `--version` says");
  }

  @Test
  void the_debian_package_holds_the_command_its_pages_and_the_files_for_the_hosts()
      throws Exception {
    Path dpkg = Path.of("/usr/bin/dpkg-deb");
    assumeTrue(Files.exists(dpkg), "needs dpkg-deb");
    String contents = run(List.of(dpkg.toString(), "--contents", only("hpcctl_*.deb").toString()));

    assertTrue(contents.contains("./usr/bin/hpcctl -> ../lib/hpcctl/bin/hpcctl"), contents);
    assertTrue(contents.contains("./usr/lib/hpcctl/services/services-runtime.tar.gz"), contents);
    assertTrue(contents.contains("./usr/lib/hpcctl/services/auth_service.jar"), contents);
    assertTrue(contents.contains("./usr/share/man/man1/hpcctl-setup.1"), contents);
    assertTrue(contents.contains("./usr/share/bash-completion/completions/hpcctl"), contents);
  }

  private Path launcher() throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.findFirst().orElseThrow().resolve("bin/hpcctl");
    }
  }

  private static Path only(String glob) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(TARGET, glob)) {
      return found.iterator().next();
    }
  }

  private static String run(List<String> command) throws Exception {
    return run(new ProcessBuilder(command));
  }

  private static String run(ProcessBuilder builder) throws Exception {
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
