package org.hpcctl.dns;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/// Where a record really goes: behind the aliases of its owner, in the zone that holds that name.
record Spot(Name owner, Name zone) {
  private static final int MOST_ALIASES = 10;

  /// @param given the zone, when the operator names it
  static Spot find(Inquiry inquiry, Name owner, Optional<String> given) {
    Name end = endOfAliases(inquiry, owner);
    if (given.isEmpty()) {
      return new Spot(end, zone(inquiry, end));
    }
    Name zone = Inquiry.name(given.get());
    if (!end.subdomain(zone)) {
      throw new Refused(outside(owner, end, zone));
    }
    return new Spot(end, zone);
  }

  private static Name endOfAliases(Inquiry inquiry, Name owner) {
    Name end = owner;
    for (int aliases = 0; aliases < MOST_ALIASES; aliases++) {
      switch (inquiry.ask(end, Type.CNAME)) {
        case Reply.Records(_, var records) -> end = ((CNAMERecord) records.getFirst()).getTarget();
        case Reply.None _ -> {
          return end;
        }
        case Reply.Unanswered(var why) -> throw unknown(owner, why);
      }
    }
    throw unknown(owner, "it is an alias that leads nowhere");
  }

  private static Name zone(Inquiry inquiry, Name owner) {
    return Stream.iterate(owner, name -> name.labels() > 1, name -> new Name(name, 1))
        .flatMap(name -> apex(inquiry.ask(name, Type.SOA), name, owner).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    Problem.error(
                        "no zone holds the name %s".formatted(Inquiry.text(owner)),
                        "none of the names above it has an SOA record",
                        "correct the name, or name the zone that takes the updates")));
  }

  // A record behind an alias, or an answer without the zone's name: the zone begins further up.
  private static Optional<Name> apex(Reply soa, Name name, Name owner) {
    return switch (soa) {
      case Reply.Records(var at, _) -> Optional.of(at).filter(name::equals);
      case Reply.None(var at, _, var zone) ->
          zone.filter(found -> at.equals(name) && found.labels() > 1);
      case Reply.Unanswered(var why) -> throw unknown(owner, why);
    };
  }

  private static Refused unknown(Name owner, String why) {
    return new Refused(
        Problem.error(
            "where to put TXT records for %s cannot be found out: %s"
                .formatted(Inquiry.text(owner), why),
            "the name may be an alias into another zone, so it is looked up before it is changed",
            "mend name resolution on this machine, or name the servers to ask"));
  }

  private static Problem outside(Name owner, Name end, Name zone) {
    String which =
        end.equals(owner)
            ? Inquiry.text(owner)
            : "%s, which is an alias of %s,".formatted(Inquiry.text(owner), Inquiry.text(end));
    return Problem.error(
        "%s is not in the zone %s".formatted(which, Inquiry.text(zone)),
        "an update changes names of one zone only",
        "name the zone that holds %s, or let it be found".formatted(Inquiry.text(end)));
  }
}
