package org.hpcctl.acme;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Pem;
import org.hpcctl.secret.Secret;

/// The key by which a CA knows an account: P-256.
///
/// Kept as PKCS#8 with the public half inside, as OpenSSL writes it, so that reading it needs no
/// arithmetic and [#thumbprint()] no library: the run that finds nothing due loads none.
public final class AccountKey {
  /// Everything before the private number: PrivateKeyInfo, id-ecPublicKey, prime256v1, ECPrivateKey
  /// (RFC 5208, RFC 5915).
  private static final byte[] BEFORE_PRIVATE =
      HexFormat.of()
          .parseHex("308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420");

  /// Between the private number and the public point: `[1]`, a bit string, "uncompressed".
  private static final byte[] BEFORE_PUBLIC = HexFormat.of().parseHex("a14403420004");

  private static final int NUMBER = 32;

  private final KeyPair pair;

  private AccountKey(KeyPair pair) {
    this.pair = pair;
  }

  /// A new one.
  public static AccountKey create() {
    return new AccountKey(KeyKind.EC_P256.generate());
  }

  /// @param name where it stands, for the problem
  /// @param pem PKCS#8
  /// @throws Refused when it is not a P-256 key that we can read
  public static AccountKey read(String name, Secret pem) {
    byte[] der = Pem.first("PRIVATE KEY", pem.reveal()).orElse(new byte[0]);
    ByteBuffer rest = ByteBuffer.wrap(der);
    try {
      if (!taken(rest, BEFORE_PRIVATE)) {
        return new AccountKey(PublicHalf.complete(der));
      }
      BigInteger number = number(rest);
      if (!taken(rest, BEFORE_PUBLIC)) {
        throw new InvalidKeyException("no public half");
      }
      ECPoint point = new ECPoint(number(rest), number(rest));
      return new AccountKey(pair(number, point));
    } catch (GeneralSecurityException | BufferUnderflowException e) {
      throw new Refused(
          Problem.error(
              "the account key in %s cannot be used".formatted(name),
              "it must be a P-256 key in PKCS#8: -----BEGIN PRIVATE KEY-----",
              "put back the right file, or delete it to have a new account made"));
    }
  }

  /// PKCS#8, as [#read] wants it.
  public Secret pem() {
    ECPoint point = publicKey().getW();
    byte[] der =
        ByteBuffer.allocate(BEFORE_PRIVATE.length + BEFORE_PUBLIC.length + 3 * NUMBER)
            .put(BEFORE_PRIVATE)
            .put(bytes(((ECPrivateKey) pair.getPrivate()).getS()))
            .put(BEFORE_PUBLIC)
            .put(bytes(point.getAffineX()))
            .put(bytes(point.getAffineY()))
            .array();
    return new Secret(Pem.text("PRIVATE KEY", der));
  }

  /// What a head appends to a token, after a dot, to answer HTTP-01 (RFC 7638).
  public String thumbprint() {
    ECPoint point = publicKey().getW();
    String jwk =
        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(base64url(bytes(point.getAffineX())), base64url(bytes(point.getAffineY())));
    try {
      return base64url(
          MessageDigest.getInstance("SHA-256").digest(jwk.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  KeyPair pair() {
    return pair;
  }

  static KeyPair pair(BigInteger number, ECPoint point) throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
    KeyFactory factory = KeyFactory.getInstance("EC");
    return new KeyPair(
        factory.generatePublic(new ECPublicKeySpec(point, curve)),
        factory.generatePrivate(new ECPrivateKeySpec(number, curve)));
  }

  private ECPublicKey publicKey() {
    return (ECPublicKey) pair.getPublic();
  }

  private static boolean taken(ByteBuffer from, byte[] expected) {
    byte[] found = new byte[Math.min(expected.length, from.remaining())];
    from.get(found);
    return Arrays.equals(found, expected);
  }

  private static BigInteger number(ByteBuffer from) {
    byte[] bytes = new byte[NUMBER];
    from.get(bytes);
    return new BigInteger(1, bytes);
  }

  private static byte[] bytes(BigInteger number) {
    byte[] signed = number.toByteArray();
    byte[] fixed = new byte[NUMBER];
    int length = Math.min(signed.length, NUMBER);
    System.arraycopy(signed, signed.length - length, fixed, NUMBER - length, length);
    return fixed;
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
