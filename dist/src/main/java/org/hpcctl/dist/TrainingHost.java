package org.hpcctl.dist;

import module java.base;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.KeySetPublickeyAuthenticator;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.hpcctl.acme.AccountKey;
import org.hpcctl.certificate.StateFolder;

/// This machine as a host that hpcctl can look at over SSH while its cache learns, or one that only
/// pretends to get a certificate: it answers on 127.0.0.1 for as long as it is open, and lets in
/// one key only it knows.
final class TrainingHost implements AutoCloseable {
  /// Of the portal that it is a head of.
  static final String NAME = "training.test";

  private final SshServer server = SshServer.setUpDefaultServer();
  private final Path directory;

  /// One that does what it is told; hpcctl only asks.
  ///
  /// @param directory where the key and the YAML of this host go
  static TrainingHost toLookAt(Path directory) throws IOException, GeneralSecurityException {
    TrainingHost host = new TrainingHost(directory, ProcessShellCommandFactory.INSTANCE);
    host.writeYaml(System.getProperty("user.name"), "{mode: self_signed}");
    return host;
  }

  /// One that pretends to serve the certificates of a CA.
  ///
  /// @param script of what it answers
  static TrainingHost toServe(Path directory, TrainingAuthority authority, Path script)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(directory);
    AccountKey account = AccountKey.create();
    StateFolder.of(directory, "training").saveAccountKey(account.pem());
    TrainingCertificate.hold(directory, authority.directory());
    Files.writeString(directory.resolve("training-ca.pem"), authority.roots());
    Path answers =
        Files.writeString(
            directory.resolve("answers"),
            Files.readString(script)
                .replace("@NAME@", NAME)
                .replace("@THUMBPRINT@", account.thumbprint()));
    TrainingHost host =
        new TrainingHost(
            directory,
            (session, _) ->
                new ProcessShellFactory("sh " + answers, "sh", answers.toString())
                    .createShell(session));
    host.writeYaml(
        "root",
        "{mode: letsencrypt, directory: '%s', ca_file: training-ca.pem}"
            .formatted(authority.directory()));
    return host;
  }

  private TrainingHost(Path directory, CommandFactory commands)
      throws IOException, GeneralSecurityException {
    this.directory = Files.createDirectories(directory);
    // Of the kind that hosts and operators have today: what reads and checks it is learned too.
    KeyPair client = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    KeyPair host = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    writeKey(client);
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPublickeyAuthenticator(
        new KeySetPublickeyAuthenticator("training", List.of(client.getPublic())));
    server.setCommandFactory(commands);
    server.start();
    Files.writeString(
        directory.resolve("known_hosts"),
        "[127.0.0.1]:%d %s\n"
            .formatted(server.getPort(), PublicKeyEntry.toString(host.getPublic())));
    writeSsh();
  }

  Path yaml() {
    return directory.resolve("training.yaml");
  }

  /// What hpcctl needs to know to find this host. No YAML may name a loopback address, so the
  /// operator's OpenSSH configuration does: an `ssh` that answers `ssh -G server1`.
  Map<String, String> environment() {
    return Map.of(
        "PATH", directory.resolve("bin") + ":" + System.getenv().getOrDefault("PATH", "/usr/bin"),
        "SESSION_SECRET", "for-the-training-run-only-1234567890abcdef",
        "JWT_SECRET", "only-for-the-training-run-fedcba0987654321");
  }

  private Path key() {
    return directory.resolve("training_key");
  }

  private void writeKey(KeyPair pair) throws IOException, GeneralSecurityException {
    Files.deleteIfExists(key());
    Files.createFile(
        key(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(key())) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "training", null, out);
    }
  }

  private void writeYaml(String user, String ssl) throws IOException {
    Files.writeString(
        yaml(),
        """
        cluster: {name: training, domain: training.test, timezone: Etc/UTC, admin_email: admin@training.test}
        ssh: {user: %s, key: %s, port: %d, known_hosts: known_hosts}
        network: {vip: {address: 192.0.2.100, netmask: 24}}
        controllers:
          - hostname: server1
            ip: 192.0.2.1
            services: {web: true, keepalived: true}
            vip_owner: true
            priority: 100
        web:
          domain: %s
          session_secret: ${SESSION_SECRET}
          jwt_secret: ${JWT_SECRET}
          ssl: %s
        """
            .formatted(user, key(), server.getPort(), NAME, ssl));
  }

  private void writeSsh() throws IOException {
    Files.createDirectories(directory.resolve(".ssh"));
    Files.writeString(directory.resolve(".ssh/config"), "# Here, so that ssh is asked.\n");
    Path ssh = Files.createDirectories(directory.resolve("bin")).resolve("ssh");
    Files.writeString(
        ssh,
        """
        #!/bin/sh
        for name; do :; done
        case " $* " in *' none '*) echo "hostname $name" ;; *) echo 'hostname 127.0.0.1' ;; esac
        """);
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
    Directories.delete(directory);
  }
}
