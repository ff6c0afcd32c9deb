package org.hpcctl.services.fileservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.testkit.MariaDbServer;

/// The service as a process of its own that shares database and directory with others, to be
/// killed.
final class HeadProcess extends Client {
  private final Process process;

  private HeadProcess(Process process, int port) {
    super(port);
    this.process = process;
  }

  /// @param folder the users' directories are below it
  /// @param state of this head alone
  static HeadProcess start(
      MariaDbServer database, Path folder, Path state, List<String> flags, ObjectNode options)
      throws IOException {
    ObjectNode settings = settings(state);
    settings
        .put("alone", false)
        .putObject("database")
        .put("host", "127.0.0.1")
        .put("port", database.port())
        .put("user", MariaDbServer.USER)
        .put("password", MariaDbServer.PASSWORD);
    settings.set("options", options.deepCopy().put("root", folder.toString()));
    return start(settings, state, flags);
  }

  /// With a file as its database.
  static HeadProcess alone(Path state, List<String> flags, ObjectNode options) throws IOException {
    ObjectNode settings = settings(state);
    settings.set("options", options);
    return start(settings, state, flags);
  }

  private static ObjectNode settings(Path state) throws IOException {
    Files.createDirectories(state);
    ObjectNode settings =
        Json.object()
            .put("service", "file_service")
            .put("cluster", CLUSTER)
            .put("host", "server1")
            .put("bind", "127.0.0.1")
            .put("port", 0)
            .put("drain_seconds", 0)
            .put("alone", true)
            .put("state", state.toString());
    settings
        .putObject("identity")
        .put("auth_service", "http://127.0.0.1:1")
        .put("shared_secret", SECRET);
    return settings;
  }

  private static HeadProcess start(ObjectNode settings, Path state, List<String> flags)
      throws IOException {
    Path file = Files.writeString(state.resolve("settings.json"), Json.text(settings));
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(flags);
    words.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--config",
            file.toString()));
    Process process =
        new ProcessBuilder(words)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(state.resolve("log").toFile())
            .start();
    return new HeadProcess(process, port(process, state.resolve("log")));
  }

  private static int port(Process process, Path log) throws IOException {
    while (process.isAlive()) {
      for (String line : Files.readAllLines(log)) {
        if (line.contains("\"ready\"") && line.endsWith("}")) {
          return Json.read(line).path("port").asInt();
        }
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new IOException("it did not start: " + Files.readString(log));
  }

  /// Resident memory at its most, in KiB.
  long peak() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws Exception {
    super.close();
    kill();
  }
}
