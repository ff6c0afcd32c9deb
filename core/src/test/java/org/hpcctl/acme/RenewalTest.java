package org.hpcctl.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.acme.AcmeFailure.Kind;
import org.hpcctl.acme.FakeAuthority.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Renewal windows, replacements and profiles.
final class RenewalTest {
  private static final Wanted WANTED = Wanted.of(List.of("portal.example.com"));

  private final SwiftTime time = new SwiftTime();

  @TempDir private Path folder;
  private FakeAuthority fake;
  private AcmeAccount account;

  @BeforeEach
  void start() throws Exception {
    fake = new FakeAuthority(folder);
    account =
        new AcmeAccount(
            fake.authority(),
            AccountKey.create(),
            Optional.empty(),
            new Patience(time, time, new Random(1), _ -> {}),
            _ -> {});
  }

  @AfterEach
  void end() {
    account.close();
    fake.close();
  }

  private String issue(Wanted wanted) {
    return account
        .issue(wanted, new Answers.Http01(), Duration.ofMinutes(5))
        .pair()
        .certificateChain();
  }

  @Test
  void the_window_is_what_the_authority_says_and_needs_no_account() {
    String chain = issue(WANTED);
    try (AcmeAccount stranger =
        new AcmeAccount(
            fake.authority(),
            AccountKey.create(),
            Optional.empty(),
            new Patience(time, time, new Random(1), _ -> {}),
            _ -> {})) {
      RenewalWindow window = stranger.renewalWindow(chain).orElseThrow();
      assertEquals(
          new RenewalWindow(
              Instant.parse("2031-06-01T00:00:00Z"),
              Instant.parse("2031-06-02T00:00:00Z"),
              Optional.of(URI.create("https://ca.example.com/why")),
              time.instant().plusSeconds(21600)),
          window);
      Instant moment = window.moment(new Random(1));
      assertFalse(moment.isBefore(window.start()));
      assertTrue(moment.isBefore(window.end()));
    }
    assertEquals(1, fake.asked("/account"));
  }

  @Test
  void a_window_that_ends_before_it_begins_has_its_start_for_a_moment() {
    Instant start = Instant.parse("2031-06-01T00:00:00Z");
    assertEquals(
        start,
        new RenewalWindow(start, start.minusSeconds(5), Optional.empty(), start)
            .moment(new Random(1)));
  }

  @Test
  void a_renewal_names_the_certificate_that_it_replaces() {
    issue(WANTED.replacing(issue(WANTED)));
    assertFalse(fake.orders().getFirst().has("replaces"));
    assertTrue(fake.orders().getLast().get("replaces").textValue().matches("[\\w-]+\\.[\\w-]+"));
  }

  @Test
  void whatever_the_authority_has_against_a_replacement_it_is_ordered_once_more_without() {
    String chain = issue(WANTED);
    for (Reply refusal :
        List.of(
            Reply.problem(409, "alreadyReplaced", "already replaced"),
            Reply.problem(400, "malformed", "no such certificate"))) {
      fake.orders().clear();
      fake.instead("/orders", refusal);
      issue(WANTED.replacing(chain));
      assertEquals(
          List.of(true, false), fake.orders().stream().map(it -> it.has("replaces")).toList());
    }
  }

  @Test
  void a_refusal_of_both_is_told_and_not_tried_a_third_time() {
    String chain = issue(WANTED);
    fake.orders().clear();
    Reply refusal = Reply.problem(400, "rejectedIdentifier", "not you");
    fake.instead("/orders", refusal, refusal);
    AcmeFailure failure = assertThrows(AcmeFailure.class, () -> issue(WANTED.replacing(chain)));
    assertEquals(Kind.NAME, failure.kind());
    assertEquals(2, fake.orders().size());
  }

  @Test
  void our_own_placeholder_is_nothing_that_can_be_replaced() {
    issue(WANTED.replacing("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    assertFalse(fake.orders().getFirst().has("replaces"));
  }

  @Test
  void a_profile_is_asked_for_when_it_is_offered() {
    issue(profile("shortlived"));
    assertEquals("shortlived", fake.orders().getFirst().get("profile").textValue());
    AcmeFailure failure = assertThrows(AcmeFailure.class, () -> issue(profile("longlived")));
    assertEquals(Kind.REFUSED, failure.kind());
    assertEquals("it offers classic, shortlived", failure.problem().why());
    assertEquals(1, fake.orders().size());
  }

  @Test
  void a_rollover_whose_answer_was_lost_is_found_out() {
    account.register();
    fake.instead("/key", Reply.problem(401, "unauthorized", "this key is not yours any more"));
    account.rollover(AccountKey.create());
    assertEquals(2, fake.asked("/account"));
  }

  private static Wanted profile(String name) {
    return new Wanted(
        WANTED.names(), KeyKind.EC_P256, Optional.of(name), Optional.empty(), Optional.empty());
  }
}
