package org.hpcctl.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import net.schmizz.sshj.transport.TransportException;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.hpcctl.problem.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That it agrees with OpenSSH is what every test with a real sshd shows.
final class Curve25519ExchangeTest {
  private static final byte[] SECRET = secret();

  @TempDir private Path folder;

  @Test
  void agrees_with_the_jdk_on_the_secret() throws Exception {
    KeyPair theirs = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    byte[] encoded = theirs.getPublic().getEncoded();
    byte[] ours = encoded.clone();
    // X.509 puts the point last.
    X25519.generatePublicKey(SECRET, 0, ours, ours.length - X25519.POINT_SIZE);
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(theirs.getPrivate());
    agreement.doPhase(
        KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(ours)), true);

    assertEquals(
        new BigInteger(1, agreement.generateSecret()),
        Curve25519Exchange.agreed(
            SECRET,
            Arrays.copyOfRange(encoded, encoded.length - X25519.POINT_SIZE, encoded.length)));
  }

  // Points of a small order: whatever our secret is, what we would agree on is nothing.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void refuses_a_half_that_leaves_no_secret(String theirs) {
    assertThrows(
        TransportException.class,
        () -> Curve25519Exchange.agreed(SECRET, HexFormat.of().parseHex(theirs)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void refuses_a_half_of_another_length(int length) {
    byte[] theirs = new byte[length];
    Arrays.fill(theirs, (byte) 9);
    assertThrows(TransportException.class, () -> Curve25519Exchange.agreed(SECRET, theirs));
  }

  @Tag("slow")
  @Test
  void a_host_that_does_not_hold_the_key_it_shows_is_refused() throws Exception {
    Path key = Keys.make(folder, "key", "ed25519", "");
    try (MinaServer impostor = MinaServer.startWithoutItsKey(folder);
        Connections connections =
            Connections.open(
                List.of(impostor.endpoint(key, new Become.AlreadyRoot())), _ -> Optional.empty())) {
      assertEquals(List.of(), connections.remotes());
      List<Problem> problems = connections.problems();
      assertTrue(problems.toString().contains("does not hold the key"), problems.toString());
    }
  }

  private static byte[] secret() {
    byte[] secret = new byte[X25519.SCALAR_SIZE];
    X25519.generatePrivateKey(new SecureRandom(), secret);
    return secret;
  }
}
