package org.hpcctl.host;

import module java.base;

import net.schmizz.sshj.common.Buffer;

/// A host's public key, as it goes over the wire (RFC 4253, 6.6).
///
/// @param type `ssh-ed25519`, `ssh-rsa`, …
/// @param base64 the key itself, as known_hosts holds it
public record HostKey(String type, String base64) {

  static HostKey of(PublicKey key) {
    byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
    return new HostKey(typeOf(blob), Base64.getEncoder().encodeToString(blob));
  }

  /// A key's wire form begins with the name of its type.
  static String typeOf(byte[] blob) {
    int length = ByteBuffer.wrap(blob).getInt();
    return new String(blob, 4, length, StandardCharsets.US_ASCII);
  }

  /// As `ssh-keygen -l` shows it: `SHA256:` and unpadded Base64.
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
