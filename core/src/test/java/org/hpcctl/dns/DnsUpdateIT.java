package org.hpcctl.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// Updates of a real BIND.
final class DnsUpdateIT {
  private static final String OWNER = "_acme-challenge.cluster.example.org";

  @TempDir Path folder = Path.of("");
  private Optional<PrimaryServer> started = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    started = Optional.of(PrimaryServer.start(folder));
  }

  @AfterEach
  void stop() {
    started.ifPresent(PrimaryServer::close);
  }

  private PrimaryServer primary() {
    return started.orElseThrow();
  }

  @Test
  void publishes_two_values_side_by_side_and_withdraws_only_its_own() {
    DnsUpdate records = new DnsUpdate(primary().settings());
    records.publish(OWNER, "of the name");
    records.publish(OWNER + ".", "of its wildcard");
    assertEquals(Set.of("of the name", "of its wildcard"), values(primary().address(), OWNER));
    records.withdraw(OWNER, "of the name");
    assertEquals(Set.of("of its wildcard"), values(primary().address(), OWNER));
  }

  @Test
  void does_the_same_twice_without_fault() {
    DnsUpdate records = new DnsUpdate(primary().settings());
    records.publish(OWNER, "value");
    records.publish(OWNER, "value");
    assertEquals(Set.of("value"), values(primary().address(), OWNER));
    records.withdraw(OWNER, "value");
    records.withdraw(OWNER, "value");
    assertEquals(Set.of(), values(primary().address(), OWNER));
  }

  @Test
  void follows_an_alias_into_another_zone() {
    new DnsUpdate(primary().settings()).publish("_acme-challenge.alias.example.org", "value");
    assertEquals(Set.of("value"), values(primary().address(), "alias.proofs.example.net"));
  }

  static Set<String> values(String server, String owner) {
    Name name = Inquiry.name(owner);
    return switch (Inquiry.of(NameServers.of(server)).ask(name, Type.TXT)) {
      case Reply.Records(_, var records) ->
          records.stream()
              .map(record -> String.join("", ((TXTRecord) record).getStrings()))
              .collect(Collectors.toSet());
      case Reply.None _ -> Set.of();
      case Reply.Unanswered(var why) -> throw new IllegalStateException(why);
    };
  }
}
