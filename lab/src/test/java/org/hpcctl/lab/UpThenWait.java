package org.hpcctl.lab;

import module java.base;

/// The process that [LabIT] kills: boots a lab, tells how far it is, and keeps it.
final class UpThenWait {
  static final String DONE = "done";

  private UpThenWait() {}

  static void main(String[] arguments) throws InterruptedException {
    Lab.up(
        new LabSpec(arguments[0], 1, 0, List.of(Suite.BOOKWORM)), step -> IO.println(step.what()));
    IO.println(DONE);
    new CountDownLatch(1).await();
  }

  /// Starts it and returns when it has told that it is at `moment`.
  static Process at(String moment, String lab) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                UpThenWait.class.getName(),
                lab)
            .redirectErrorStream(true)
            .start();
    var reader = process.inputReader();
    var lines = new ArrayList<String>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
      if (line.equals(moment)) {
        return process;
      }
    }
    throw new AssertionError("never came to `" + moment + "`: " + lines);
  }
}
