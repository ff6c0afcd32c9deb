package org.hpcctl.cli;

import module java.base;

import org.hpcctl.dns.Addresses;
import org.hpcctl.dns.Asked;
import org.hpcctl.dns.NameLookup;
import org.hpcctl.dns.NameServers;
import org.hpcctl.host.Fleet;
import org.hpcctl.host.Outcome;
import org.hpcctl.problem.Problem;

/// What a CA will find when it looks the names up, so that a dead name is told by its name instead
/// of costing all of them an attempt.
///
/// @param servers whom to ask
/// @param issuance what the CA is about to be asked
/// @param portal names and addresses of the portal, by which a CA comes to us; empty when it visits
///   nobody
record NameCheck(NameServers servers, Asked issuance, List<String> portal) {
  private static final Duration BEARABLE = Duration.ofMinutes(5);

  NameCheck {
    portal = List.copyOf(portal);
  }

  /// What is wrong with a clock that is so far ahead of the CA's.
  static Optional<Problem> clock(Duration ahead) {
    if (ahead.abs().compareTo(BEARABLE) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.error(
            "the clock of this machine is %d s %s the CA's"
                .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"),
            "certificates would seem to begin in the future or to have ended",
            "set it by NTP: timedatectl set-ntp true"));
  }

  List<Problem> of(Collection<String> names, Fleet fleet) {
    NameLookup lookup = new NameLookup(servers);
    List<Problem> problems = new ArrayList<>();
    fleet
        .<String, List<Problem>>each(
            names.stream().filter(name -> !address(name)).distinct().toList(),
            name -> name,
            name -> of(name, lookup))
        .values()
        .forEach(
            outcome -> {
              switch (outcome) {
                case Outcome.Done<List<Problem>>(List<Problem> found) -> problems.addAll(found);
                case Outcome.Failed<List<Problem>>(List<Problem> why, boolean _) ->
                    problems.addAll(why);
              }
            });
    return problems;
  }

  private List<Problem> of(String name, NameLookup lookup) {
    List<Problem> problems = new ArrayList<>();
    if (!portal.isEmpty() && !name.startsWith("*.")) {
      Addresses addresses = lookup.addresses(name);
      addresses.problem().ifPresent(problems::add);
      if (addresses instanceof Addresses.Found found) {
        problems.addAll(elsewhere(found));
      }
    }
    lookup.caa(name, issuance).problem().ifPresent(problems::add);
    return problems;
  }

  private List<Problem> elsewhere(Addresses.Found found) {
    List<Problem> problems = new ArrayList<>();
    List<String> six =
        found.addresses().stream()
            .filter(Inet6Address.class::isInstance)
            .map(InetAddress::getHostAddress)
            .toList();
    if (!six.isEmpty()) {
      problems.add(
          Problem.warning(
              "%s has the IPv6 address %s".formatted(found.name(), String.join(", ", six)),
              "CAs and browsers try it first, and nginx listens here on IPv4 only",
              "take the AAAA record out, unless something in front of the heads answers there"));
    }
    List<String> four =
        found.addresses().stream()
            .filter(Inet4Address.class::isInstance)
            .map(InetAddress::getHostAddress)
            .toList();
    if (!four.isEmpty() && four.stream().noneMatch(portal::contains)) {
      problems.add(
          Problem.warning(
              "%s leads to %s, which is neither a head nor the virtual IP"
                  .formatted(found.name(), String.join(", ", four)),
              "a CA goes there for its proof",
              "correct the record, unless that address is forwarded to the heads"));
    }
    return problems;
  }

  private static boolean address(String name) {
    return name.contains(":") || name.matches("[0-9.]+");
  }
}
