package org.hpcctl.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.problem.Refused;
import org.hpcctl.testkit.DnsServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/// What docs/reference/dns.md tells to write into BIND and Knot, read from there, lets the key do
/// exactly what it says.
final class NameServerRecipeIT {
  private static final String HOST = "127.0.0.1";
  private static final String OWNER = "_acme-challenge.cluster.example.org";

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void write_the_zone() throws IOException {
    RecipeServer.writeZone(folder);
  }

  @Test
  void the_recipe_for_bind_allows_the_proofs_and_nothing_else() throws IOException {
    try (RecipeServer server = RecipeServer.bind(folder, "cluster")) {
      assertAllowsExactlyTheProofs(server.address());
    }
  }

  @Test
  void the_recipe_for_knot_allows_the_proofs_and_nothing_else() throws IOException {
    String recipe =
        RecipeServer.recipe("knot").replace("SECRET", PrimaryServer.KEY.secret().reveal());
    try (DnsServer server = DnsServer.knot(folder, HOST, DnsServer.freePort(HOST), recipe)) {
      assertAllowsExactlyTheProofs(server.address());
    }
  }

  private static void assertAllowsExactlyTheProofs(String server) throws IOException {
    DnsUpdateSettings settings =
        new DnsUpdateSettings(
            server,
            Optional.empty(),
            PrimaryServer.KEY,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            NameServers.of(server));
    DnsUpdate records = new DnsUpdate(settings);
    records.publish(OWNER, "of the name");
    records.publish(OWNER, "of its wildcard");
    records.withdraw(OWNER, "of the name");
    assertEquals(Set.of("of its wildcard"), DnsUpdateIT.values(server, OWNER));
    for (String other : List.of("www.example.org", "below." + OWNER, "example.org")) {
      assertThrows(Refused.class, () -> records.publish(other, "value"), other);
      assertEquals(Set.of(), DnsUpdateIT.values(server, other));
    }
    Name owner = Inquiry.name(OWNER);
    Update address = new Update(Inquiry.name("example.org"));
    address.add(Record.fromString(owner, Type.A, DClass.IN, 60, "192.0.2.1", Name.root));
    assertNotEquals(Rcode.NOERROR, sent(settings, address).getRcode());
    Update everything = new Update(Inquiry.name("example.org"));
    everything.delete(Inquiry.name("ns1.example.org"));
    assertNotEquals(Rcode.NOERROR, sent(settings, everything).getRcode());
    Update unsigned = new Update(Inquiry.name("example.org"));
    unsigned.add(new TXTRecord(owner, DClass.IN, 60, "unsigned"));
    assertNotEquals(
        Rcode.NOERROR,
        Inquiry.answer(Server.of(server).connection(Duration.ofSeconds(5)), unsigned).getRcode());
  }

  private static Message sent(DnsUpdateSettings settings, Update update) throws IOException {
    return new SignedUpdates(settings, Clock.systemUTC()).answer(update);
  }
}
