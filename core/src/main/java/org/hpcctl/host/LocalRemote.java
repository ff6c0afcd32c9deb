package org.hpcctl.host;

import module java.base;

/// The machine we run on (`connection: local`).
final class LocalRemote extends ShellRemote {
  private final Set<LocalExec> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  LocalRemote(Endpoint.Local endpoint) {
    super(endpoint.name(), endpoint.become());
  }

  @Override
  Exec start(String commandLine) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    Process process = new ProcessBuilder("/bin/sh", "-c", commandLine).start();
    LocalExec exec = new LocalExec(process);
    running.add(exec);
    process.onExit().thenRun(() -> running.remove(exec));
    return exec;
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(LocalExec::close);
  }

  private record LocalExec(Process process) implements Exec {
    @Override
    public OutputStream stdin() {
      return process.getOutputStream();
    }

    @Override
    public InputStream stdout() {
      return process.getInputStream();
    }

    @Override
    public InputStream stderr() {
      return process.getErrorStream();
    }

    @Override
    public int exit(Duration patience) throws TimeoutException, InterruptedException {
      if (!process.waitFor(patience)) {
        throw new TimeoutException();
      }
      return process.exitValue();
    }

    @Override
    public boolean running() {
      return process.isAlive();
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }
}
