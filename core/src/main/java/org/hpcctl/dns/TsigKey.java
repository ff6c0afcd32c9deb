package org.hpcctl.dns;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Secret;

/// A key that a name server knows too and by which it lets us change records (RFC 8945).
///
/// @param name the key's name, the same on both sides: it is part of the signature
/// @param secret the key in base64, as `tsig-keygen` and `keymgr -t` print it
public record TsigKey(String name, TsigAlgorithm algorithm, Secret secret) {

  /// @throws Refused when this is no key of its algorithm; made from text, ask [#problems] first
  public TsigKey {
    List<Problem> problems = problems(name, algorithm.text(), secret);
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
  }

  /// The bytes that sign.
  byte[] material() {
    return material(secret).orElseThrow();
  }

  /// What is wrong with a key that somebody wrote down; nothing when it can be used.
  public static List<Problem> problems(String name, String algorithm, Secret secret) {
    String shown = DomainName.shortened(name);
    List<Problem> problems = new ArrayList<>();
    if (!DomainName.valid(name)) {
      problems.add(
          Problem.error(
              "TSIG key: \"%s\" cannot be the name of a key".formatted(shown),
              "a key is named like a host, and the name is part of every signature",
              "write the name exactly as the name server's configuration has it"));
    }
    Optional<TsigAlgorithm> known = TsigAlgorithm.named(algorithm);
    if (known.isEmpty()) {
      problems.add(
          Problem.error(
              "TSIG key %s: \"%s\" is not an algorithm hpcctl signs with"
                  .formatted(shown, DomainName.shortened(algorithm)),
              "hmac-md5 and hmac-sha1 are no longer safe to use",
              "make a key of hmac-sha256, hmac-sha384 or hmac-sha512, as with:"
                  + " tsig-keygen -a hmac-sha256 "
                  + shown));
    }
    material(secret)
        .ifPresentOrElse(
            key ->
                known
                    .filter(of -> key.length < of.bytes())
                    .ifPresent(of -> problems.add(tooShort(shown, of, key.length))),
            () -> problems.add(notBase64(shown)));
    return problems;
  }

  private static Problem tooShort(String name, TsigAlgorithm algorithm, int bytes) {
    return Problem.error(
        "TSIG key %s: %d bytes are too few for %s, which needs %d"
            .formatted(name, bytes, algorithm.text(), algorithm.bytes()),
        "a key shorter than the digest is easier to guess than the signature is to forge"
            + " (RFC 8945, section 8)",
        "make a new one on the name server: tsig-keygen -a %s %s"
            .formatted(algorithm.text(), name));
  }

  private static Problem notBase64(String name) {
    return Problem.error(
        "TSIG key %s: its secret is not base64".formatted(name),
        "name servers write a key's secret in base64; what is given cannot be such a text",
        "give what stands in quotes after `secret` in the name server's key file, and nothing"
            + " else");
  }

  private static Optional<byte[]> material(Secret secret) {
    String text = secret.reveal().strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
