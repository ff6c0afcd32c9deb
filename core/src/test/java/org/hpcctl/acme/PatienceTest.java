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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A CA that is busy, limits us, lies about the time, or is not there.
final class PatienceTest {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Wanted WANTED = Wanted.of(List.of("portal.example.com"));

  private final SwiftTime time = new SwiftTime();
  private final List<Progress> heard = new ArrayList<>();

  @TempDir private Path folder;
  private FakeAuthority fake;

  @BeforeEach
  void start() throws Exception {
    fake = new FakeAuthority(folder);
  }

  @AfterEach
  void end() {
    fake.close();
  }

  private AcmeAccount account(Authority authority) {
    return new AcmeAccount(
        authority,
        AccountKey.create(),
        Optional.empty(),
        new Patience(time, time, new Random(1), heard::add),
        heard::add);
  }

  private Issued issue(Wanted wanted) {
    try (AcmeAccount account = account(fake.authority())) {
      return account.issue(wanted, new Answers.Http01(), LIMIT);
    }
  }

  private AcmeFailure failure() {
    return assertThrows(AcmeFailure.class, () -> issue(WANTED));
  }

  @Test
  void an_authority_that_is_busy_is_asked_again_when_it_wants() {
    fake.instead("/orders", Reply.plain(503).with("Retry-After", "7"), Reply.plain(503));
    issue(WANTED);
    assertEquals(3, fake.asked("/orders"));
    assertTrue(time.passed().compareTo(Duration.ofSeconds(7)) > 0);
    assertTrue(heard.contains(new Progress.Retrying("HTTP 503", Duration.ofSeconds(7))));
  }

  @Test
  void one_that_wants_to_be_left_alone_for_long_is() {
    fake.instead("/orders", Reply.plain(503).with("Retry-After", "3600"));
    AcmeFailure failure = failure();
    assertEquals(Kind.SERVER, failure.kind());
    assertEquals(Optional.of(SwiftTime.START.plusSeconds(3600)), failure.retryAfter());
    assertEquals(1, fake.asked("/orders"));
    assertEquals(List.of(), time.pauses);
  }

  @Test
  void a_rate_limit_is_told_with_its_end_and_not_pressed() {
    fake.instead(
        "/orders",
        Reply.problem(429, "rateLimited", "too many certificates already issued")
            .with("Retry-After", "172800"));
    AcmeFailure failure = failure();
    assertEquals(Kind.RATE_LIMITED, failure.kind());
    assertEquals(Optional.of(SwiftTime.START.plus(Duration.ofDays(2))), failure.retryAfter());
    assertEquals("wait until 2031-05-07T05:05:05Z", failure.problem().fix());
    assertEquals(1, fake.asked("/orders"));
  }

  @Test
  void a_limit_that_a_proxy_sets_is_one_as_well() {
    fake.instead("/orders", Reply.plain(429).with("Retry-After", "600"));
    AcmeFailure failure = failure();
    assertEquals(Kind.RATE_LIMITED, failure.kind());
    assertEquals(Optional.of(SwiftTime.START.plusSeconds(600)), failure.retryAfter());
  }

  @Test
  void one_that_fails_for_ever_is_given_up_before_the_time_is_over() {
    Reply[] failing = Collections.nCopies(50, Reply.plain(502)).toArray(Reply[]::new);
    fake.instead("/orders", failing);
    AcmeFailure failure = failure();
    assertEquals(Kind.SERVER, failure.kind());
    assertEquals("it says: HTTP 502", failure.problem().why());
    assertTrue(time.passed().compareTo(Duration.ofMinutes(1)) < 0, time.passed()::toString);
  }

  @Test
  void one_that_is_not_there_is_told() {
    Authority gone = fake.authority();
    fake.close();
    try (AcmeAccount account = account(gone)) {
      AcmeFailure failure = assertThrows(AcmeFailure.class, account::register);
      assertEquals(Kind.NETWORK, failure.kind());
      assertFalse(time.pauses.isEmpty());
    }
  }

  @Test
  void one_that_takes_the_connection_and_says_nothing_is_left_in_time() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        AcmeAccount account =
            AcmeAccount.open(
                new Authority(
                    "mute",
                    URI.create("https://127.0.0.1:%d/directory".formatted(mute.getLocalPort())),
                    Optional.empty(),
                    Optional.empty()),
                AccountKey.create(),
                Optional.empty(),
                InstantSource.system(),
                heard::add)) {
      AcmeFailure failure =
          assertThrows(
              AcmeFailure.class,
              () -> account.issue(WANTED, new Answers.Http01(), Duration.ofMillis(700)));
      assertEquals(Kind.TIMEOUT, failure.kind());
    }
  }

  @Test
  void a_page_that_is_no_directory_is_told() {
    fake.instead("/directory", new Reply(200, "text/html", "<h1>hello</h1>", Map.of(), false));
    AcmeFailure failure = failure();
    assertEquals(Kind.SERVER, failure.kind());
    assertEquals("the CA fake does not answer as ACME wants it", failure.problem().what());
  }

  @Test
  void a_nonce_that_is_refused_without_a_new_one_does_no_harm() {
    fake.instead("/orders", Reply.problem(400, "badNonce", "old").withoutNonce());
    issue(WANTED);
    assertEquals(2, fake.asked("/orders"));
  }

  @Test
  void the_directory_is_asked_for_once() {
    issue(WANTED);
    assertEquals(1, fake.asked("/directory"));
  }

  @Test
  void an_order_in_the_making_is_looked_at_when_the_authority_wants() {
    fake.instead(
        "/order",
        fake.order("ready", 200),
        fake.order("processing", 200).with("Retry-After", "3"),
        fake.order("processing", 200).with("Retry-After", "Mon, 05 May 2025 05:05:05 GMT"),
        fake.order("processing", 200).with("Retry-After", "soon"));
    issue(WANTED);
    assertEquals(List.of(3000L, 40L, 80L), time.pauses.stream().map(Duration::toMillis).toList());
  }

  @Tag("slow")
  @Test
  void an_order_that_never_ends_takes_its_time_and_no_more() {
    Reply[] endless =
        Collections.nCopies(3000, fake.order("processing", 200)).toArray(Reply[]::new);
    fake.instead("/order", fake.order("ready", 200)).instead("/order", endless);
    AcmeFailure failure = failure();
    assertEquals(Kind.TIMEOUT, failure.kind());
    assertEquals(
        "the CA did not come to an end in time: the certificate", failure.problem().what());
    assertEquals(LIMIT.minusSeconds(1), time.passed());
    assertEquals(Duration.ofMillis(500), time.pauses.get(10));
  }

  @Test
  void an_order_that_the_authority_gave_up_is_told_in_its_words() {
    fake.instead(
        "/order",
        fake.order("ready", 200),
        Reply.json(
            200,
            """
            {"status": "invalid", "error": {"type": "urn:ietf:params:acme:error:caa",
             "detail": "CAA forbids", "subproblems": [{"type":
             "urn:ietf:params:acme:error:caa", "detail": "issuewild",
             "identifier": {"type": "dns", "value": "portal.example.com"}}]}}
            """));
    AcmeFailure failure = failure();
    assertEquals(Kind.NAME, failure.kind());
    assertEquals(Set.of("portal.example.com"), failure.names());
    assertEquals("it says: CAA forbids (issuewild) (caa)", failure.problem().why());
  }
}
