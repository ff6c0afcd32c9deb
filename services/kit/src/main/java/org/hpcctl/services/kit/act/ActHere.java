package org.hpcctl.services.kit.act;

import module java.base;

/// Runs the helper's verbs as a child process, with the rights of this one.
final class ActHere implements ActAsUser {
  private static final String VERBS = "hpcctl-act-verbs";

  private final Path program;

  private ActHere(Path program) {
    this.program = program;
  }

  static ActHere unpack() throws IOException {
    Path folder = Files.createTempDirectory("hpcctl-act");
    Path program = folder.resolve(VERBS);
    try (InputStream text = ActHere.class.getResourceAsStream(VERBS + ".pl.ftl")) {
      Files.copy(Objects.requireNonNull(text, "the program is part of the jar"), program);
    }
    folder.toFile().deleteOnExit();
    program.toFile().deleteOnExit();
    return new ActHere(program);
  }

  @Override
  public Acting begin(Order order) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder("/usr/bin/perl", "-T", program.toString(), "0")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new ActUnavailable("perl cannot be started: " + e.getMessage(), e);
    }
    Acting acting =
        new Acting(process.getInputStream(), process.getOutputStream(), () -> end(process));
    acting.header(order);
    return acting;
  }

  private static void end(Process process) throws IOException {
    process.destroyForcibly();
    process.getInputStream().close();
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // It had ended and left what it was still to read.
    }
  }
}
