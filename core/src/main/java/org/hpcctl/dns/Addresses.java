package org.hpcctl.dns;

import module java.base;

import org.hpcctl.problem.Problem;

/// Where a name leads, of both address families.
public sealed interface Addresses {

  /// The name that was asked for.
  String name();

  /// @param addresses IPv4 first; never none
  record Found(String name, List<InetAddress> addresses) implements Addresses {
    public Found {
      addresses = List.copyOf(addresses);
    }
  }

  /// The DNS knows no such name (NXDOMAIN).
  record Missing(String name) implements Addresses {}

  /// There is such a name, but it has no address.
  record Empty(String name) implements Addresses {}

  /// At least one family could not be asked for; a CA would stop there, so what the other one said
  /// does not count.
  record Unknown(String name, String why) implements Addresses {}

  /// What keeps a CA from reaching this name; nothing when it has an address.
  default Optional<Problem> problem() {
    return switch (this) {
      case Found _ -> Optional.empty();
      case Missing(var name) ->
          Optional.of(
              Problem.error(
                  "the DNS knows no name %s (NXDOMAIN)".formatted(name),
                  "a CA proves each name of a certificate by visiting it",
                  "give it an address record, or take it out of the certificate's names"));
      case Empty(var name) ->
          Optional.of(
              Problem.error(
                  "the name %s has no address".formatted(name),
                  "a CA proves each name of a certificate by visiting it",
                  "give it an A or AAAA record, or take it out of the certificate's names"));
      case Unknown(var name, var why) ->
          Optional.of(
              Problem.error(
                  "the addresses of %s cannot be found out: %s".formatted(name, why),
                  "the CA will meet the same, and counts a failed attempt",
                  "mend the zone or this machine's name resolution, then run it again"));
    };
  }
}
