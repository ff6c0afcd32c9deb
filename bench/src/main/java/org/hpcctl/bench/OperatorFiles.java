package org.hpcctl.bench;

import module java.base;

import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/// What an operator of the simulated fleet has: a YAML, a key to log in with, and a known_hosts.
final class OperatorFiles {

  /// @param keys of the hosts, by address; the first host owns the virtual IP
  static void write(Path directory, int port, SequencedMap<String, KeyPair> keys, KeyPair operator)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(directory);
    writeKey(directory.resolve("key"), operator);
    List<String> known = new ArrayList<>();
    for (var host : keys.entrySet()) {
      known.add(
          "[%s]:%d %s"
              .formatted(
                  host.getKey(), port, PublicKeyEntry.toString(host.getValue().getPublic())));
    }
    Files.write(directory.resolve("known_hosts"), known);
    Files.writeString(directory.resolve("fleet.yaml"), yaml(port, List.copyOf(keys.keySet())));
  }

  private static void writeKey(Path file, KeyPair key)
      throws IOException, GeneralSecurityException {
    try (OutputStream out =
        Files.newOutputStream(
            Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------"))))) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "operator", null, out);
    }
  }

  private static String yaml(int port, List<String> addresses) {
    StringBuilder text =
        new StringBuilder(
            """
            cluster: {name: fleet, domain: fleet.test, timezone: Etc/UTC, admin_email: admin@portal.lab}
            ssh: {user: root, key: key, known_hosts: known_hosts, port: %d}
            network: {vip: {address: 10.77.0.100, netmask: 8}}
            web:
              domain: portal.lab
              session_secret: for-the-measurement-only-1234567890abcdef
              jwt_secret: only-for-the-measurement-fedcba0987654321
              ssl: {mode: self_signed}
            controllers:
            """
                .formatted(port));
    for (int index = 0; index < addresses.size(); index++) {
      text.append(
          """
            - hostname: head%d
              ip: %s
              services: {web: true, keepalived: true}
              vip_owner: %b
              priority: %d
          """
              .formatted(index + 1, addresses.get(index), index == 0, 254 - index));
    }
    return text.toString();
  }

  private OperatorFiles() {}
}
