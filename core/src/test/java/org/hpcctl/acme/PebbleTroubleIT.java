package org.hpcctl.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.acme.AcmeFailure.Kind;
import org.hpcctl.secret.Secret;
import org.hpcctl.testkit.Pebble;
import org.hpcctl.testkit.PebbleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real CA that makes it hard.
final class PebbleTroubleIT {
  private static final String NAME = "portal.example.com";
  private static final String HMAC =
      "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {5, 60, 90})
  void nonces_that_are_lost_are_survived(int percent) throws Exception {
    try (Pebble pebble = Pebble.start(folder, PebbleSettings.usual().lostNonces(percent))) {
      Conversations conversations = new Conversations(pebble);
      for (int i = 0; i < 3; i++) {
        conversations.issue(AccountKey.create(), Wanted.of(List.of(NAME, "api.example.com")));
      }
    }
  }

  @Test
  void an_account_that_the_authority_forgot_is_registered_anew() throws Exception {
    try (Pebble pebble = Pebble.start(folder, PebbleSettings.usual())) {
      AccountKey key = AccountKey.create();
      Conversations conversations = new Conversations(pebble);
      try (AcmeAccount account = conversations.open(key);
          StatelessHead _ = new StatelessHead("127.0.0.1", pebble.httpPort(), key)) {
        Wanted wanted = Wanted.of(List.of(NAME));
        account.issue(wanted, new Answers.Http01(), Conversations.LIMIT);
        pebble.forget();
        account.issue(wanted, new Answers.Http01(), Conversations.LIMIT);
      }
      List<URI> accounts =
          conversations.heard().stream()
              .filter(Progress.AccountReady.class::isInstance)
              .map(it -> ((Progress.AccountReady) it).account())
              .toList();
      assertEquals(2, accounts.size());
      pebble.forget();
      conversations.issue(key, Wanted.of(List.of(NAME)));
    }
  }

  @Test
  void an_external_account_is_bound_and_a_wrong_one_is_refused() throws Exception {
    try (Pebble pebble =
        Pebble.start(folder, PebbleSettings.usual().externalAccounts(Map.of("kid-1", HMAC)))) {
      Conversations conversations = new Conversations(pebble);
      AccountKey key = AccountKey.create();
      try (AcmeAccount right =
          conversations.open(
              conversations.authority(Optional.of(new ExternalAccount("kid-1", new Secret(HMAC)))),
              key)) {
        right.register();
      }
      for (ExternalAccount wrong :
          List.of(
              new ExternalAccount("kid-2", new Secret(HMAC)),
              new ExternalAccount("kid-1", new Secret(HMAC.replace('z', 'y'))))) {
        AcmeFailure failure = failure(conversations, Optional.of(wrong), AccountKey.create());
        assertTrue(failure.problem().why().startsWith("it says: "), failure.problem()::why);
        assertTrue(!failure.toString().contains(wrong.hmacKey().reveal()));
      }
      AcmeFailure none = failure(conversations, Optional.empty(), AccountKey.create());
      assertEquals(Kind.ACCOUNT, none.kind());
      assertEquals("the CA pebble wants an external account", none.problem().what());
      // One that is bound needs it no more.
      try (AcmeAccount bound = conversations.open(key)) {
        bound.register();
      }
    }
  }

  @Test
  void the_address_of_an_account_follows_what_is_asked_for() throws Exception {
    try (Pebble pebble = Pebble.start(folder, PebbleSettings.usual())) {
      AccountKey key = AccountKey.create();
      Conversations conversations = new Conversations(pebble);
      List<URI> accounts = new ArrayList<>();
      for (String email : List.of("one@example.com", "two@example.com", "two@example.com")) {
        try (AcmeAccount account =
            AcmeAccount.open(
                conversations.authority(),
                key,
                Optional.of(email),
                InstantSource.system(),
                _ -> {})) {
          accounts.add(account.register());
        }
      }
      assertEquals(1, Set.copyOf(accounts).size());
      // Once to correct it, and no more.
      assertEquals(
          1, pebble.log().lines().filter(line -> line.contains("POST /my-account/")).count());
    }
  }

  @Test
  void an_authority_that_nothing_vouches_for_is_not_spoken_to() throws Exception {
    try (Pebble pebble = Pebble.start(folder, PebbleSettings.usual())) {
      Authority stranger =
          new Authority("pebble", pebble.directory(), Optional.empty(), Optional.empty());
      try (AcmeAccount account = new Conversations(pebble).open(stranger, AccountKey.create())) {
        AcmeFailure failure = assertThrows(AcmeFailure.class, account::register);
        assertEquals(Kind.NETWORK, failure.kind());
        assertEquals(
            "give the root certificates that vouch for it, or correct the address",
            failure.problem().fix());
      }
    }
  }

  @Test
  void nothing_of_it_outlives_the_test() throws Exception {
    List<Long> before = daemons();
    try (Pebble pebble = Pebble.start(folder, PebbleSettings.usual())) {
      assertNotEquals(before, daemons());
      assertTrue(pebble.log().contains("Listening"));
    }
    assertEquals(before, daemons());
  }

  @Test
  void nothing_of_it_outlives_a_java_that_was_killed() throws Exception {
    Pebble.assumeInstalled();
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Forgetful.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals("ready", java.inputReader().readLine());
    List<ProcessHandle> left = java.descendants().toList();
    assertTrue(left.size() >= 4, left::toString);
    java.destroyForcibly();
    for (ProcessHandle one : left) {
      one.onExit().get(20, TimeUnit.SECONDS);
    }
  }

  /// Starts a Pebble and never ends it.
  static final class Forgetful {
    private Forgetful() {}

    static void main(String[] words) throws Exception {
      try (Pebble pebble = Pebble.start(Path.of(words[0]), PebbleSettings.usual())) {
        System.out.println(pebble.log().isEmpty() ? "mute" : "ready");
        new CountDownLatch(1).await();
      }
    }
  }

  private static List<Long> daemons() {
    return ProcessHandle.current()
        .descendants()
        .filter(it -> it.info().command().orElse("").contains("pebble"))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static AcmeFailure failure(
      Conversations conversations, Optional<ExternalAccount> account, AccountKey key) {
    try (AcmeAccount opened = conversations.open(conversations.authority(account), key)) {
      return assertThrows(AcmeFailure.class, opened::register);
    }
  }
}
