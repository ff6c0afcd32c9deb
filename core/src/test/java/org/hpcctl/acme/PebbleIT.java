package org.hpcctl.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import java.security.cert.X509Certificate;
import org.hpcctl.acme.AcmeFailure.Kind;
import org.hpcctl.dns.TxtRecords;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.CertificateNames;
import org.hpcctl.secret.PemPair;
import org.hpcctl.testkit.Pebble;
import org.hpcctl.testkit.PebbleSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole conversation with a real CA.
final class PebbleIT {
  private static final String NAME = "portal.example.com";
  private static final String BLOCKED = "blocked.example";

  @TempDir private static Path folder;
  private static Pebble pebble;

  @BeforeAll
  static void start() throws Exception {
    pebble =
        Pebble.start(
            folder,
            PebbleSettings.usual().life(Duration.ofDays(6)).blocked(List.of(BLOCKED)).chains(2, 1));
  }

  @AfterAll
  static void end() {
    if (pebble != null) {
      pebble.close();
    }
  }

  @Test
  void names_are_proved_by_any_head_that_knows_the_thumbprint() throws Exception {
    Conversations conversations = new Conversations(pebble);
    List<String> names = List.of(NAME, "api.example.com", NAME);
    Issued issued = conversations.issue(AccountKey.create(), Wanted.of(names));
    X509Certificate leaf = Conversations.chain(issued).getFirst();
    assertEquals(new TreeSet<>(names), CertificateNames.of(leaf).names());
    assertEquals("EC", leaf.getPublicKey().getAlgorithm());
    assertEquals(
        Duration.ofDays(6).toHours(),
        Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant())
            .plusSeconds(5)
            .toHours());
    assertEquals(
        List.of(),
        PemPair.read("c", issued.pair().certificateChain(), "k", issued.pair().privateKey())
            .check(NAME, Instant.now())
            .stream()
            .filter(Problem::refuses)
            .toList());
    assertTrue(conversations.heard().contains(new Progress.Proved("api.example.com")));
  }

  @Test
  void other_kinds_of_keys_are_asked_for_as_well() throws Exception {
    Conversations conversations = new Conversations(pebble);
    for (KeyKind kind : List.of(KeyKind.EC_P384, KeyKind.RSA_2048)) {
      Issued issued =
          conversations.issue(
              AccountKey.create(),
              new Wanted(
                  List.of(NAME), kind, Optional.empty(), Optional.empty(), Optional.empty()));
      assertEquals(
          kind == KeyKind.RSA_2048 ? "RSA" : "EC",
          Conversations.chain(issued).getFirst().getPublicKey().getAlgorithm());
    }
  }

  @Test
  void an_address_gets_a_certificate() throws Exception {
    pebble.lead(NAME, List.of("127.0.0.1"));
    AccountKey key = AccountKey.create();
    Conversations conversations = new Conversations(pebble);
    Issued issued = conversations.issue(key, Wanted.of(List.of("127.0.0.1", NAME)));
    assertEquals(
        new TreeSet<>(List.of("127.0.0.1", NAME)),
        CertificateNames.of(Conversations.chain(issued).getFirst()).names());
  }

  @Test
  void a_wildcard_is_proved_by_records_that_are_taken_away_again() throws Exception {
    Map<String, Set<String>> published = new ConcurrentHashMap<>();
    List<String> withdrawn = new ArrayList<>();
    try (AcmeAccount account = new Conversations(pebble).open(AccountKey.create())) {
      Issued issued =
          account.issue(
              Wanted.of(List.of("*.example.com", "example.com")),
              new Answers.Dns01(new Records(pebble, published, withdrawn)),
              Conversations.LIMIT);
      assertEquals(
          new TreeSet<>(List.of("*.example.com", "example.com")),
          CertificateNames.of(Conversations.chain(issued).getFirst()).names());
    }
    assertEquals(Set.of("_acme-challenge.example.com."), published.keySet());
    assertEquals(2, withdrawn.size());
  }

  @Test
  void records_are_taken_away_also_when_the_proof_fails() {
    List<String> withdrawn = new ArrayList<>();
    TxtRecords nowhere =
        new TxtRecords() {
          @Override
          public void publish(String owner, String value) {}

          @Override
          public void withdraw(String owner, String value) {
            withdrawn.add(owner);
            throw new Refused(Problem.error("no", "", ""));
          }
        };
    Conversations conversations = new Conversations(pebble);
    try (AcmeAccount account = conversations.open(AccountKey.create())) {
      AcmeFailure failure =
          assertThrows(
              AcmeFailure.class,
              () ->
                  account.issue(
                      Wanted.of(List.of("*.lost.example.com")),
                      new Answers.Dns01(nowhere),
                      Conversations.LIMIT));
      assertEquals(Kind.NAME, failure.kind());
      assertEquals(Set.of("*.lost.example.com"), failure.names());
    }
    assertEquals(List.of("_acme-challenge.lost.example.com."), withdrawn);
    assertTrue(conversations.heard().stream().anyMatch(Progress.LeftBehind.class::isInstance));
  }

  @Test
  void every_name_that_is_not_proved_is_told_in_the_words_of_the_authority() throws Exception {
    pebble.lead("dead.example.com", List.of("127.0.0.77"));
    pebble.lead("gone.example.com", List.of("127.0.0.78"));
    AcmeFailure failure =
        assertThrows(
            AcmeFailure.class,
            () ->
                new Conversations(pebble)
                    .issue(
                        AccountKey.create(),
                        Wanted.of(List.of("dead.example.com", NAME, "gone.example.com"))));
    assertEquals(Kind.NAME, failure.kind());
    assertEquals(Set.of("dead.example.com", "gone.example.com"), failure.names());
    assertTrue(failure.problem().why().contains("connection refused"), failure.problem()::why);
  }

  @Test
  void a_name_that_the_authority_rejects_is_told() {
    AcmeFailure failure =
        assertThrows(
            AcmeFailure.class,
            () ->
                new Conversations(pebble)
                    .issue(AccountKey.create(), Wanted.of(List.of(NAME, BLOCKED))));
    assertEquals(Kind.NAME, failure.kind());
    assertEquals("rejectedIdentifier", failure.type());
    assertTrue(failure.problem().why().contains(BLOCKED), failure.problem()::why);
  }

  @Test
  void the_chain_holds_the_intermediates_and_the_other_root_can_be_chosen() throws Exception {
    Conversations conversations = new Conversations(pebble);
    AccountKey key = AccountKey.create();
    String other = Conversations.commonName(pebble.issuingRoot(1));
    Issued usual = conversations.issue(key, Wanted.of(List.of(NAME)));
    Issued chosen =
        conversations.issue(
            key,
            new Wanted(
                List.of(NAME),
                KeyKind.EC_P256,
                Optional.empty(),
                Optional.empty(),
                Optional.of(other)));
    assertEquals(3, Conversations.chain(usual).size());
    assertEquals(Optional.of(other), CommonName.ofIssuer(Conversations.chain(chosen).getLast()));
    Issued unknown =
        conversations.issue(
            key,
            new Wanted(
                List.of(NAME),
                KeyKind.EC_P256,
                Optional.empty(),
                Optional.empty(),
                Optional.of("Root of Nowhere")));
    assertEquals(
        List.of("the CA pebble has no chain to Root of Nowhere"),
        unknown.remarks().stream().map(Problem::what).toList());
  }

  @Test
  void a_certificate_is_revoked_once() throws Exception {
    AccountKey key = AccountKey.create();
    Conversations conversations = new Conversations(pebble);
    String chain = conversations.issue(key, Wanted.of(List.of(NAME))).pair().certificateChain();
    try (AcmeAccount account = conversations.open(key)) {
      account.revoke(chain, RevocationReason.SUPERSEDED);
      AcmeFailure failure =
          assertThrows(AcmeFailure.class, () -> account.revoke(chain, RevocationReason.SUPERSEDED));
      assertEquals(Kind.REFUSED, failure.kind());
      assertEquals("alreadyRevoked", failure.type());
    }
  }

  @Test
  void after_a_rollover_the_new_key_is_good_and_the_old_one_is_not() throws Exception {
    AccountKey old = AccountKey.create();
    AccountKey next = AccountKey.create();
    Conversations conversations = new Conversations(pebble);
    try (AcmeAccount account = conversations.open(old)) {
      URI before = account.register();
      account.rollover(next);
      assertTrue(account.knows(next));
      assertFalse(account.knows(old));
      try (StatelessHead _ = new StatelessHead("127.0.0.1", pebble.httpPort(), next)) {
        account.issue(Wanted.of(List.of(NAME)), new Answers.Http01(), Conversations.LIMIT);
      }
      try (AcmeAccount again = conversations.open(next)) {
        assertEquals(before, again.register());
      }
    }
  }

  @Test
  void a_profile_that_is_not_offered_is_one_problem() {
    AcmeFailure failure =
        assertThrows(
            AcmeFailure.class,
            () ->
                new Conversations(pebble)
                    .issue(
                        AccountKey.create(),
                        new Wanted(
                            List.of(NAME),
                            KeyKind.EC_P256,
                            Optional.of("shortlived"),
                            Optional.empty(),
                            Optional.empty())));
    assertEquals("the CA pebble does not offer the profile shortlived", failure.problem().what());
  }

  @Test
  void an_authority_without_renewal_windows_has_none() throws Exception {
    AccountKey key = AccountKey.create();
    Conversations conversations = new Conversations(pebble);
    String chain = conversations.issue(key, Wanted.of(List.of(NAME))).pair().certificateChain();
    try (AcmeAccount account = conversations.open(key)) {
      assertEquals(Optional.empty(), account.renewalWindow(chain));
    }
  }

  /// Records in Pebble's own DNS.
  private record Records(Pebble pebble, Map<String, Set<String>> published, List<String> withdrawn)
      implements TxtRecords {
    @Override
    public void publish(String owner, String value) {
      published.computeIfAbsent(owner, _ -> ConcurrentHashMap.newKeySet()).add(value);
      try {
        pebble.publish(owner, value);
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void withdraw(String owner, String value) {
      withdrawn.add(value);
      try {
        pebble.withdraw(owner);
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
