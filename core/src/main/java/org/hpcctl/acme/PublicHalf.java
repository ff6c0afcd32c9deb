package org.hpcctl.acme;

import module java.base;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/// The public half of a key that was kept without it, as Java itself writes them.
final class PublicHalf {
  private PublicHalf() {}

  /// @param pkcs8 a P-256 key
  static KeyPair complete(byte[] pkcs8) throws GeneralSecurityException {
    if (!(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8))
            instanceof ECPrivateKey key)
        || key.getParams().getOrder().bitLength() != 256) {
      throw new InvalidKeyException("not on P-256");
    }
    X9ECParameters curve = CustomNamedCurves.getByName("P-256");
    org.bouncycastle.math.ec.ECPoint point = curve.getG().multiply(key.getS()).normalize();
    return AccountKey.pair(
        key.getS(),
        new ECPoint(
            point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger()));
  }
}
