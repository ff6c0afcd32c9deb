package org.hpcctl.host;

import module java.base;

import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.SHA256;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.kex.KeyExchangeBase;
import org.bouncycastle.math.ec.rfc7748.X25519;

/// Agrees with a host on a secret by X25519 (RFC 8731), and lets the host prove that it holds its
/// key.
///
/// sshj's own asks the JDK for the arithmetic. The one of BouncyCastle needs a third of the time in
/// a JVM that has just started, and a run is over before the JDK's would catch up.
final class Curve25519Exchange extends KeyExchangeBase {
  /// RFC 8731, and the name the same thing had before.
  static final List<Factory.Named<KeyExchange>> NAMES =
      List.of(new Name("curve25519-sha256"), new Name("curve25519-sha256@libssh.org"));

  private final byte[] secret = new byte[X25519.SCALAR_SIZE];
  private final byte[] offer = new byte[X25519.POINT_SIZE];
  private BigInteger agreed = BigInteger.ZERO;

  private Curve25519Exchange() {
    super(new SHA256());
  }

  /// Makes the table that all agreements and signatures share; the first of them would.
  static void prepare() {
    X25519.precompute();
  }

  @Override
  public void init(
      Transport transport, String server, String client, byte[] serverInit, byte[] clientInit)
      throws GeneralSecurityException, TransportException {
    super.init(transport, server, client, serverInit, clientInit);
    digest.init();
    X25519.generatePrivateKey(new SecureRandom(), secret);
    X25519.generatePublicKey(secret, 0, offer, 0);
    transport.write(new SSHPacket(Message.KEXDH_INIT).putBytes(offer));
  }

  @Override
  public boolean next(Message message, SSHPacket packet) throws TransportException {
    if (message != Message.KEXDH_31) {
      throw failed("an unexpected message: " + message);
    }
    try {
      byte[] shown = packet.readBytes();
      byte[] theirs = packet.readBytes();
      byte[] signed = packet.readBytes();
      hostKey = new Buffer.PlainBuffer(shown).readPublicKey();
      agreed = agreed(secret, theirs);
      Buffer.PlainBuffer all =
          initializedBuffer().putString(shown).putBytes(offer).putBytes(theirs).putMPInt(agreed);
      digest.update(all.array(), all.rpos(), all.available());
      H = digest.digest();
      prove(signed);
      return true;
    } catch (Buffer.BufferException e) {
      throw new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, e);
    }
  }

  @Override
  public BigInteger getK() {
    return agreed;
  }

  /// The shared secret as the number it stands for in SSH (RFC 8731, 3.1). A point that makes it
  /// nothing but zeros comes from somebody who wants to know it beforehand (RFC 7748, 6.1).
  static BigInteger agreed(byte[] secret, byte[] theirs) throws TransportException {
    if (theirs.length != X25519.POINT_SIZE) {
      throw failed("the host's half has " + theirs.length + " bytes");
    }
    byte[] shared = new byte[X25519.POINT_SIZE];
    if (!X25519.calculateAgreement(secret, 0, theirs, 0, shared, 0)) {
      throw failed("the host's half leaves no secret");
    }
    return new BigInteger(1, shared);
  }

  private void prove(byte[] signed) throws TransportException {
    Signature signature = trans.getHostKeyAlgorithm().newSignature();
    signature.initVerify(hostKey);
    signature.update(H);
    if (!signature.verify(signed)) {
      throw failed("the host does not hold the key that it shows");
    }
  }

  private static TransportException failed(String why) {
    return new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, why);
  }

  private record Name(@Override String getName) implements Factory.Named<KeyExchange> {
    @Override
    public KeyExchange create() {
      return new Curve25519Exchange();
    }
  }
}
