package org.hpcctl.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.ProblemText;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

/// Verdicts on CAA records as they were seen in real zones.
final class CaaVerdictTest {
  private static final String ACCOUNT = "https://ca.example/acct/7";
  private static final Asked OURS =
      new Asked(Set.of("letsencrypt.org"), Optional.of(ACCOUNT), "http-01");

  @Test
  void nothing_that_restricts_allows() {
    assertAllowed(verdict("www.example.org"));
    assertAllowed(verdict("www.example.org", caa("iodef", "mailto:security@example.org")));
    assertAllowed(verdict("www.example.org", caa("issuewild", ";")));
    assertAllowed(verdict("www.example.org", caa("tbs", "unknown")));
  }

  @Test
  void our_ca_among_others_is_allowed_however_it_is_written() {
    assertAllowed(
        verdict("www.example.org", caa("issue", "pki.goog"), caa("Issue", " LetsEncrypt.org ; ")));
    assertAllowed(verdict("*.example.org", caa("issue", "letsencrypt.org")));
    assertAllowed(
        verdict("*.example.org", caa("issue", "pki.goog"), caa("issuewild", "letsencrypt.org")));
  }

  @Test
  void our_account_and_our_method_are_allowed() {
    assertAllowed(
        verdict(
            "www.example.org",
            caa("issue", "letsencrypt.org; accounturi=" + ACCOUNT),
            caa("issue", "letsencrypt.org;validationmethods=dns-01")));
    assertAllowed(
        verdict(
            "www.example.org",
            caa(
                "issue",
                "letsencrypt.org; validationmethods=dns-01,http-01; accounturi=" + ACCOUNT)));
  }

  @Test
  void an_account_that_is_not_made_yet_is_unknown() {
    assertInstanceOf(
        CaaVerdict.Unknown.class,
        CaaVerdict.of(
            "www.example.org",
            new Asked(Set.of("letsencrypt.org"), Optional.empty(), "http-01"),
            "example.org",
            List.of(caa("issue", "letsencrypt.org; accounturi=" + ACCOUNT))));
  }

  @Test
  void a_ca_that_does_not_say_its_name_is_unknown_where_somebody_is_kept_out() {
    Asked nameless = new Asked(Set.of(), Optional.empty(), "http-01");
    assertInstanceOf(
        CaaVerdict.Unknown.class,
        CaaVerdict.of("a.example.org", nameless, "example.org", List.of(caa("issue", "ca.test"))));
    assertAllowed(CaaVerdict.of("a.example.org", nameless, "example.org", List.of()));
  }

  @Test
  void what_is_forbidden_names_the_record_and_where_it_stands() {
    List<CaaVerdict> verdicts =
        List.of(
            verdict("www.example.org", caa("issue", ";")),
            verdict("www.example.org", caa("issue", "pki.goog"), caa("issue", "digicert.com")),
            verdict("*.example.org", caa("issue", "letsencrypt.org"), caa("issuewild", "pki.goog")),
            verdict("www.example.org", caa("issue", "letsencrypt.org; validationmethods=dns-01")),
            verdict(
                "www.example.org",
                caa("issue", "pki.goog"),
                caa("issue", "letsencrypt.org; accounturi=https://ca.example/acct/8")),
            verdict("www.example.org", caa("issue", "letsencrypt.org; no parameter")),
            verdict("www.example.org", new CaaRecord(true, "tbs", "unknown")),
            new CaaVerdict.Unknown("www.example.org", "192.0.2.53 answers SERVFAIL"));
    verdicts.forEach(verdict -> assertEquals(true, verdict.problem().isPresent(), verdict.name()));
    List<Problem> problems = verdicts.stream().flatMap(it -> it.problem().stream()).toList();
    Golden.assertMatches("dns/caa.txt", new ProblemText(false).of(problems, _ -> Optional.empty()));
  }

  private static void assertAllowed(CaaVerdict verdict) {
    assertInstanceOf(CaaVerdict.Allowed.class, verdict);
  }

  private static CaaRecord caa(String tag, String value) {
    return new CaaRecord(false, tag, value);
  }

  private static CaaVerdict verdict(String name, CaaRecord... records) {
    return CaaVerdict.of(name, OURS, "example.org", List.of(records));
  }
}
