package org.hpcctl.host;

import module java.base;

import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.signature.Signature;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// Signs and verifies by Ed25519 (RFC 8032, in SSH RFC 8709), as [Curve25519Exchange] does by
/// BouncyCastle's arithmetic and for the same reason.
final class Ed25519Signature implements Signature {
  static final String NAME = "ssh-ed25519";

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private byte[] key = {};

  @Override
  public String getSignatureName() {
    return NAME;
  }

  @Override
  public void initVerify(PublicKey publicKey) {
    if (!(publicKey instanceof EdECPublicKey edwards) || !isEd25519(edwards)) {
      throw new SSHRuntimeException("not an Ed25519 key: " + publicKey.getAlgorithm());
    }
    // X.509 puts the point last (RFC 8410, 4).
    byte[] encoded = publicKey.getEncoded();
    key = Arrays.copyOfRange(encoded, encoded.length - Ed25519.PUBLIC_KEY_SIZE, encoded.length);
  }

  @Override
  public void initSign(PrivateKey privateKey) {
    if (!(privateKey instanceof EdECPrivateKey edwards) || !isEd25519(edwards)) {
      throw new SSHRuntimeException("not an Ed25519 key: " + privateKey.getAlgorithm());
    }
    key =
        edwards
            .getBytes()
            .orElseThrow(() -> new SSHRuntimeException("the key keeps its secret to itself"));
  }

  private static boolean isEd25519(EdECKey key) {
    return key.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
  }

  @Override
  public void update(byte[] bytes) {
    message.writeBytes(bytes);
  }

  @Override
  public void update(byte[] bytes, int from, int length) {
    message.write(bytes, from, length);
  }

  @Override
  public byte[] sign() {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(key, 0, message.toByteArray(), 0, message.size(), signature, 0);
    return signature;
  }

  @Override
  public byte[] encode(byte[] signature) {
    return signature;
  }

  @Override
  public boolean verify(byte[] named) {
    try {
      Buffer.PlainBuffer fields = new Buffer.PlainBuffer(named);
      String name = fields.readString();
      byte[] signature = fields.readBytes();
      return name.equals(NAME)
          && signature.length == Ed25519.SIGNATURE_SIZE
          && Ed25519.verify(signature, 0, key, 0, message.toByteArray(), 0, message.size());
    } catch (Buffer.BufferException e) {
      throw new SSHRuntimeException(e);
    }
  }

  static final class Named implements Factory.Named<Signature> {
    @Override
    public String getName() {
      return NAME;
    }

    @Override
    public Signature create() {
      return new Ed25519Signature();
    }
  }
}
