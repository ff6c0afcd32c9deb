package org.hpcctl.services.kit.act;

import module java.base;

/// Runs the helper's verbs as a child process, with the rights of this one.
final class ActHere implements ActAsUser {
  private static final String VERBS = "hpcctl-act-verbs";

  private final String program;

  private ActHere(String program) {
    this.program = program;
  }

  static ActHere unpack() throws IOException {
    try (InputStream text = ActHere.class.getResourceAsStream(VERBS + ".pl.ftl")) {
      byte[] bytes = Objects.requireNonNull(text, "the program is part of the jar").readAllBytes();
      return new ActHere(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Override
  public Acting begin(Order order) throws IOException {
    Process process;
    try {
      process =
          // The program itself and no file of it, which would stay behind.
          new ProcessBuilder("/usr/bin/perl", "-T", "-e", program, "0")
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
