package org.hpcctl.cli;

import module java.base;

import org.hpcctl.dns.DnsUpdate;
import org.hpcctl.dns.DnsUpdateSettings;
import org.hpcctl.dns.NameServers;
import org.hpcctl.dns.TsigAlgorithm;
import org.hpcctl.dns.TsigKey;
import org.hpcctl.dns.TxtRecords;
import org.hpcctl.spec.Acme;

/// Where the YAML says that the proofs of DNS-01 are to be written.
final class DnsProofs {
  private DnsProofs() {}

  static TxtRecords of(Acme.DnsUpdate dns) {
    return new DnsUpdate(settings(dns));
  }

  static DnsUpdateSettings settings(Acme.DnsUpdate dns) {
    return new DnsUpdateSettings(
        dns.server(),
        dns.zone(),
        new TsigKey(
            dns.keyName(), TsigAlgorithm.named(dns.keyAlgorithm()).orElseThrow(), dns.keySecret()),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        resolvers(Optional.of(dns)));
  }

  /// Whom to ask what the world sees: those of the YAML, else those of this machine.
  static NameServers resolvers(Optional<Acme.DnsUpdate> dns) {
    return dns.map(Acme.DnsUpdate::resolvers)
        .filter(servers -> !servers.isEmpty())
        .map(servers -> NameServers.of(servers.toArray(String[]::new)))
        .orElseGet(NameServers::ofThisMachine);
  }
}
