package org.hpcctl.dns;

import module java.base;

/// How records are changed: where, with which key, and when a change counts as seen.
///
/// @param server the server that takes updates, as `address[:port]`
/// @param zone the zone to change; when empty it is found by asking for its SOA
/// @param ttl how long resolvers may remember a record
/// @param limit how long one record may take from the update until it is seen
/// @param resolvers whom to ask where the zone begins, for aliases and for its name servers
public record DnsUpdateSettings(
    String server,
    Optional<String> zone,
    TsigKey key,
    Duration ttl,
    Duration limit,
    Propagation propagation,
    NameServers resolvers) {
  private static final Duration TTL = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// A minute's TTL, two minutes' patience, every name server of the zone.
  public static DnsUpdateSettings of(String server, Optional<String> zone, TsigKey key) {
    return new DnsUpdateSettings(
        server,
        zone,
        key,
        TTL,
        LIMIT,
        new Propagation.EveryNameServer(),
        NameServers.ofThisMachine());
  }
}
