package org.hpcctl.services.kit.identity;

import module java.base;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.Signature;

/// EdDSA of RFC 8037 by the JDK's own Ed25519; nimbus' own needs a second crypto library.
public final class Ed25519 {
  // The fixed beginnings of RFC 8410's encodings: what follows is the raw key.
  private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");
  private static final int RAW = 32;
  private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.EdDSA);

  private Ed25519() {}

  public static JWSVerifier verifier(OctetKeyPair key) {
    return new Verifier(publicKey(key));
  }

  public static JWSSigner signer(OctetKeyPair key) {
    return new Signer(privateKey(key));
  }

  private static PublicKey publicKey(OctetKeyPair key) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(joined(PUBLIC, key.getX())));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 key", e);
    }
  }

  private static PrivateKey privateKey(OctetKeyPair key) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new PKCS8EncodedKeySpec(joined(PRIVATE, key.getD())));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 key", e);
    }
  }

  private static byte[] joined(byte[] beginning, Base64URL raw) {
    byte[] key = raw.decode();
    if (key.length != RAW) {
      throw new IllegalArgumentException("not an Ed25519 key");
    }
    return ByteBuffer.allocate(beginning.length + RAW).put(beginning).put(key).array();
  }

  private static final class Verifier extends BaseJWSProvider implements JWSVerifier {
    private final PublicKey key;

    Verifier(PublicKey key) {
      super(ALGORITHMS);
      this.key = key;
    }

    @Override
    public boolean verify(JWSHeader header, byte[] input, Base64URL signature)
        throws JOSEException {
      if (!ALGORITHMS.contains(header.getAlgorithm())) {
        return false;
      }
      try {
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(key);
        check.update(input);
        return check.verify(signature.decode());
      } catch (SignatureException _) {
        return false;
      } catch (GeneralSecurityException e) {
        throw new JOSEException(e.getMessage(), e);
      }
    }
  }

  private static final class Signer extends BaseJWSProvider implements JWSSigner {
    private final PrivateKey key;

    Signer(PrivateKey key) {
      super(ALGORITHMS);
      this.key = key;
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
      try {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(input);
        return Base64URL.encode(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new JOSEException(e.getMessage(), e);
      }
    }
  }
}
