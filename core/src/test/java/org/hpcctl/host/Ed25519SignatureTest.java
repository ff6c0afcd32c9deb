package org.hpcctl.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHRuntimeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the JDK's own.
final class Ed25519SignatureTest {
  private static final byte[] MESSAGE = "to be signed".getBytes(StandardCharsets.UTF_8);

  private KeyPair keys;

  @BeforeEach
  void makeKeys() throws GeneralSecurityException {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @Test
  void the_jdk_verifies_what_it_signs() throws GeneralSecurityException {
    Ed25519Signature ours = new Ed25519Signature();
    ours.initSign(keys.getPrivate());
    ours.update(MESSAGE, 0, 5);
    ours.update(Arrays.copyOfRange(MESSAGE, 5, MESSAGE.length));

    java.security.Signature theirs = java.security.Signature.getInstance("Ed25519");
    theirs.initVerify(keys.getPublic());
    theirs.update(MESSAGE);
    assertTrue(theirs.verify(ours.encode(ours.sign())));
  }

  @Test
  void verifies_what_the_jdk_signs_and_nothing_else() throws GeneralSecurityException {
    byte[] signature = signedByTheJdk();
    assertTrue(verifies(MESSAGE, "ssh-ed25519", signature));

    assertFalse(
        verifies("to be sighed".getBytes(StandardCharsets.UTF_8), "ssh-ed25519", signature));
    assertFalse(verifies(MESSAGE, "ssh-rsa", signature));
    assertFalse(verifies(MESSAGE, "ssh-ed25519", Arrays.copyOf(signature, 63)));
    assertFalse(verifies(MESSAGE, "ssh-ed25519", Arrays.copyOf(signature, 65)));
    for (int place : List.of(0, 31, 32, 63)) {
      byte[] changed = signature.clone();
      changed[place] ^= 1;
      assertFalse(verifies(MESSAGE, "ssh-ed25519", changed), "byte " + place);
    }
  }

  @Test
  void an_answer_that_is_cut_is_no_signature() {
    Ed25519Signature ours = new Ed25519Signature();
    ours.initVerify(keys.getPublic());
    assertThrows(SSHRuntimeException.class, () -> ours.verify(new byte[] {0, 0, 0, 9}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed448"})
  void refuses_keys_of_another_kind(String kind) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    if (kind.equals("RSA")) {
      // The usual length takes seconds to find.
      generator.initialize(1024);
    }
    KeyPair others = generator.generateKeyPair();
    Ed25519Signature ours = new Ed25519Signature();
    assertThrows(SSHRuntimeException.class, () -> ours.initVerify(others.getPublic()));
    assertThrows(SSHRuntimeException.class, () -> ours.initSign(others.getPrivate()));
  }

  @Test
  void is_known_by_the_name_of_the_standard() {
    assertEquals("ssh-ed25519", new Ed25519Signature().getSignatureName());
  }

  private byte[] signedByTheJdk() throws GeneralSecurityException {
    java.security.Signature theirs = java.security.Signature.getInstance("Ed25519");
    theirs.initSign(keys.getPrivate());
    theirs.update(MESSAGE);
    return theirs.sign();
  }

  private boolean verifies(byte[] message, String name, byte[] signature) {
    Ed25519Signature ours = new Ed25519Signature();
    ours.initVerify(keys.getPublic());
    ours.update(message);
    return ours.verify(
        new Buffer.PlainBuffer().putString(name).putBytes(signature).getCompactData());
  }
}
