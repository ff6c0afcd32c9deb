package org.hpcctl.host;

import module java.base;

import net.schmizz.sshj.SSHClient;

/// A host behind SSH. Made by [Connections].
final class SshRemote extends ShellRemote {
  private final SSHClient client;

  SshRemote(Endpoint.Ssh endpoint, SSHClient client) {
    super(endpoint.name(), endpoint.become());
    this.client = client;
  }

  @Override
  Exec start(String commandLine) throws IOException {
    return SshExec.start(client, commandLine);
  }

  @Override
  public void close() {
    SshClients.closeQuietly(client);
  }
}
