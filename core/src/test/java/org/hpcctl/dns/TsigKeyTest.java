package org.hpcctl.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.ProblemText;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.Secret;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

final class TsigKeyTest {

  @Test
  void a_key_as_long_as_the_digest_is_good() {
    for (TsigAlgorithm algorithm : TsigAlgorithm.values()) {
      assertEquals(
          List.of(),
          TsigKey.problems(
              "hpcctl", algorithm.text().toUpperCase(Locale.ROOT), bytes(algorithm.bytes())));
    }
  }

  @Test
  void a_bad_key_is_told_in_one_problem_each_that_never_shows_it() {
    List<Problem> problems =
        Stream.of(
                TsigKey.problems("hpcctl", "hmac-sha256", new Secret("not base64!")),
                TsigKey.problems("hpcctl", "hmac-sha256", new Secret(" ")),
                TsigKey.problems("hpcctl", "hmac-sha512", bytes(32)),
                TsigKey.problems("hpcctl", "hmac-md5", bytes(32)),
                TsigKey.problems("no name", "hmac-sha256", bytes(32)),
                TsigKey.problems("x".repeat(300), "hmac-sha256", bytes(32)))
            .flatMap(List::stream)
            .toList();
    String text = new ProblemText(false).of(problems, _ -> Optional.empty());
    assertFalse(text.contains("not base64!"));
    Golden.assertMatches("dns/keys.txt", text);
  }

  @Test
  void cannot_be_made_wrong() {
    Secret shorter = bytes(31);
    assertThrows(Refused.class, () -> new TsigKey("hpcctl", TsigAlgorithm.HMAC_SHA256, shorter));
  }

  @Test
  void settings_tell_what_is_wrong_before_anybody_is_asked() {
    TsigKey key = new TsigKey("hpcctl", TsigAlgorithm.HMAC_SHA256, bytes(32));
    DnsUpdateSettings settings =
        new DnsUpdateSettings(
            "ns1.example.org:70000",
            Optional.of("example..org"),
            key,
            Duration.ZERO,
            Duration.ofMinutes(1),
            NameServers.of("[2001:db8::1]:5353", "ns1.example.org", "[2001:db8::1", "two words"));
    Golden.assertMatches(
        "dns/settings.txt", new ProblemText(false).of(settings.problems(), _ -> Optional.empty()));
    assertThrows(Refused.class, () -> new DnsUpdate(settings));
  }

  private static Secret bytes(int length) {
    return new Secret(Base64.getEncoder().encodeToString(new byte[length]));
  }
}
