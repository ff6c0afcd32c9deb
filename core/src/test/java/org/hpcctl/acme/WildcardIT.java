package org.hpcctl.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.dns.DnsUpdate;
import org.hpcctl.dns.RecipeServer;
import org.hpcctl.dns.TxtRecords;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.ProblemText;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.CertificateNames;
import org.hpcctl.secret.Secret;
import org.hpcctl.testkit.Golden;
import org.hpcctl.testkit.Pebble;
import org.hpcctl.testkit.PebbleSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A name and its wildcard, proved to a real CA by records in a real name server.
final class WildcardIT {
  private static final String NAME = "portal.example.org";
  private static final String WILDCARD = "*." + NAME;
  private static final String OWNER = "_acme-challenge." + NAME;

  @TempDir private static Path folder;
  private static RecipeServer server;
  private static Pebble pebble;

  @BeforeAll
  static void start() throws Exception {
    Pebble.assumeInstalled();
    server = RecipeServer.bind(Files.createDirectory(folder.resolve("dns")), "portal");
    pebble =
        Pebble.start(
            folder.resolve("ca"),
            PebbleSettings.usual().lostNonces(5).nameServer(server.address()));
  }

  @AfterAll
  static void end() {
    if (pebble != null) {
      pebble.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void a_name_and_its_wildcard_are_proved_side_by_side_and_nothing_is_left() throws Exception {
    Conversations conversations = new Conversations(pebble);
    for (Optional<String> zone : List.of(Optional.<String>empty(), Optional.of("example.org"))) {
      Seen seen = new Seen(server.records(zone), new ArrayList<>());
      Issued issued = issue(conversations, seen, WILDCARD, NAME);
      assertEquals(
          new TreeSet<>(List.of(WILDCARD, NAME)),
          CertificateNames.of(Conversations.chain(issued).getFirst()).names());
      assertEquals(List.of(1, 2), seen.standing());
      assertEquals(Set.of(), server.values(OWNER));
    }
    assertEquals(List.of(), leftBehind(conversations));
  }

  @Test
  void what_others_wrote_at_the_same_owner_stays() throws Exception {
    DnsUpdate records = server.records(Optional.empty());
    records.publish(OWNER, "of somebody else");
    try {
      issue(new Conversations(pebble), records, WILDCARD);
      assertEquals(Set.of("of somebody else"), server.values(OWNER));
    } finally {
      records.withdraw(OWNER, "of somebody else");
    }
  }

  @Test
  void records_that_were_not_to_be_are_clear_problems_and_nothing_is_left() {
    Secret wrong = new Secret(Base64.getEncoder().encodeToString(new byte[32]));
    DnsUpdate good = server.records(Optional.empty());
    List<Problem> problems =
        List.of(
            problem(server.records(Optional.empty(), wrong), WILDCARD, NAME),
            problem(server.records(Optional.of("example.org")), "*.portal.example.net"),
            problem(good, "*.portal.example.net"),
            // The first is there already when the second is refused.
            problem(good, NAME, "other.example.org"));
    Golden.assertMatches(
        "acme/wildcard.txt",
        new ProblemText(false)
            .of(problems, _ -> Optional.empty())
            .replace(server.address(), "the.name.server"));
  }

  private static Problem problem(TxtRecords records, String... names) {
    Conversations conversations = new Conversations(pebble);
    Refused refused = assertThrows(Refused.class, () -> issue(conversations, records, names));
    for (String name : names) {
      String owner = "_acme-challenge." + name.replace("*.", "");
      assertEquals(Set.of(), server.values(owner), owner);
    }
    assertEquals(List.of(), leftBehind(conversations));
    assertEquals(1, refused.problems().size());
    return refused.problems().getFirst();
  }

  private static Issued issue(Conversations conversations, TxtRecords records, String... names) {
    try (AcmeAccount account = conversations.open(AccountKey.create())) {
      return account.issue(
          Wanted.of(List.of(names)), new Answers.Dns01(records), Conversations.LIMIT);
    }
  }

  private static List<Progress> leftBehind(Conversations conversations) {
    return conversations.heard().stream().filter(Progress.LeftBehind.class::isInstance).toList();
  }

  /// Counts after each record how many stand there.
  private record Seen(TxtRecords records, List<Integer> standing) implements TxtRecords {
    @Override
    public void publish(String owner, String value) {
      records.publish(owner, value);
      standing.add(server.values(owner).size());
    }

    @Override
    public void awaitSeen(Collection<Value> values) {
      records.awaitSeen(values);
    }

    @Override
    public void withdraw(String owner, String value) {
      records.withdraw(owner, value);
    }
  }
}
