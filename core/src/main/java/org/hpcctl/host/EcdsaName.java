package org.hpcctl.host;

import module java.base;

/// Lets sshj find the JDK's elliptic curves under the name that only BouncyCastle gives them.
///
/// sshj asks for a key factory called `ECDSA`; the JDK's is called `EC`. With this name in place
/// BouncyCastle need not be loaded, which would cost a third of a second at each start.
final class EcdsaName extends Provider {
  private static final long serialVersionUID = 1L;

  private EcdsaName() {
    super("hpcctl-ecdsa", "1", "The JDK's EC keys under the name ECDSA");
    put("KeyFactory.ECDSA", Keys.class.getName());
  }

  static void register() {
    Security.addProvider(new EcdsaName());
  }

  /// Hands everything to the JDK's own factory. Public for the JDK, which makes it by reflection.
  public static final class Keys extends KeyFactorySpi {
    private final KeyFactory curves;

    public Keys() throws NoSuchAlgorithmException {
      this.curves = KeyFactory.getInstance("EC");
    }

    @Override
    protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
      return curves.generatePublic(spec);
    }

    @Override
    protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
      return curves.generatePrivate(spec);
    }

    @Override
    protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> spec)
        throws InvalidKeySpecException {
      return curves.getKeySpec(key, spec);
    }

    @Override
    protected Key engineTranslateKey(Key key) throws InvalidKeyException {
      return curves.translateKey(key);
    }
  }
}
