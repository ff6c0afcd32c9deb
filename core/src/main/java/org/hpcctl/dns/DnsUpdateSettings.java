package org.hpcctl.dns;

import module java.base;

import org.hpcctl.problem.Problem;

/// How records are changed: where, with which key, and when a change counts as seen.
///
/// @param server the server that takes updates, as `address[:port]`
/// @param zone the zone to change; when empty it is found by asking for its SOA
/// @param ttl how long resolvers may remember a record
/// @param limit how long the records of one order may take until they are seen
/// @param resolvers whom to ask where the zone begins, for aliases and for its name servers
public record DnsUpdateSettings(
    String server,
    Optional<String> zone,
    TsigKey key,
    Duration ttl,
    Duration limit,
    NameServers resolvers) {
  /// What of it cannot be used, told without asking anybody.
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    Stream.concat(Stream.of(server), resolvers.servers().stream())
        .forEach(text -> Server.problem(text).ifPresent(problems::add));
    zone.filter(name -> !DomainName.valid(name))
        .ifPresent(
            name ->
                problems.add(
                    Problem.error(
                        "\"%s\" cannot be a zone".formatted(DomainName.shortened(name)),
                        "",
                        "write the zone's name as example.org")));
    if (!ttl.isPositive() || !limit.isPositive()) {
      problems.add(
          Problem.error(
              "TTL and propagation limit of DNS updates must be longer than nothing",
              "",
              "write at least a second for both"));
    }
    return problems;
  }
}
