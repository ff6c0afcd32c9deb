package org.hpcctl.dist;

import module java.base;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.KeySetPublickeyAuthenticator;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;

/// This machine as a host that hpcctl can look at over SSH while its cache learns: it answers on
/// 127.0.0.1 for as long as it is open, and lets in one key only it knows.
final class TrainingHost implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final Path directory;

  /// @param directory where the key and the YAML of this host go
  TrainingHost(Path directory) throws IOException, GeneralSecurityException {
    this.directory = Files.createDirectories(directory);
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    KeyPair client = keys.generateKeyPair();
    KeyPair host = keys.generateKeyPair();
    writeKey(client);
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPublickeyAuthenticator(
        new KeySetPublickeyAuthenticator("training", List.of(client.getPublic())));
    server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
    server.start();
    writeYaml(KeyUtils.getFingerPrint(BuiltinDigests.sha256, host.getPublic()));
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

  private void writeKey(KeyPair pair) throws IOException {
    Files.deleteIfExists(key());
    Files.createFile(
        key(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    String pem =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPrivate().getEncoded());
    Files.writeString(
        key(), "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(pem));
  }

  private void writeYaml(String fingerprint) throws IOException {
    Files.writeString(
        yaml(),
        """
        cluster: {name: training, domain: training.test, timezone: Etc/UTC, admin_email: admin@training.test}
        ssh: {user: %s, key: %s, port: %d}
        network: {vip: {address: 192.0.2.100, netmask: 24}}
        controllers:
          - hostname: server1
            ip: 192.0.2.1
            host_key: %s
            services: {web: true, keepalived: true}
            vip_owner: true
            priority: 100
        web:
          domain: training.test
          session_secret: ${SESSION_SECRET}
          jwt_secret: ${JWT_SECRET}
          ssl: {mode: self_signed}
        """
            .formatted(System.getProperty("user.name"), key(), server.getPort(), fingerprint));
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
