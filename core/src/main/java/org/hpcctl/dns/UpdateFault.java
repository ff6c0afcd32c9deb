package org.hpcctl.dns;

import module java.base;

import org.hpcctl.problem.Problem;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIGRecord;

/// What an update server's "no" means, and what to do about it.
record UpdateFault(Server server, TsigKey key, Spot spot) {

  Problem silent(String why) {
    return problem(
        "the update for %s did not get through: %s".formatted(owner(), why),
        "updates go to port %d by TCP".formatted(server.port()),
        "see that the address is right, the name server runs and no firewall stands between");
  }

  /// The server could not accept our signature, and says why (RFC 8945, section 3).
  Problem key(TSIGRecord signature) {
    int error = signature.getError();
    if (error == Rcode.BADKEY) {
      return problem(
          "it does not know the TSIG key %s for %s".formatted(key.name(), key.algorithm().text()),
          "name and algorithm of a key must be the same on both sides",
          "compare both with the key in the name server's configuration; a Knot says so also when"
              + " no acl lets the key update this name (docs/reference/dns.md)");
    }
    if (error == Rcode.BADSIG) {
      return problem(
          "it has another secret for the TSIG key %s".formatted(key.name()),
          "name and algorithm are known there, the signature is wrong",
          "copy the secret again from the name server's key file");
    }
    if (error == Rcode.BADTIME) {
      return problem(
          "its clock and ours differ too much%s".formatted(difference(signature)),
          "a signature is good for %d s only".formatted(signature.getFudge().toSeconds()),
          "let chrony or another NTP client keep the time of both machines");
    }
    return problem(
        "it refuses the signature of the TSIG key %s: %s"
            .formatted(key.name(), Rcode.TSIGstring(error)),
        "",
        "look into the name server's log");
  }

  private Problem notAllowed() {
    return problem(
        "the TSIG key %s may not change TXT records at %s".formatted(key.name(), owner()),
        "the server holds the zone %s and knows the key".formatted(zone()),
        "let the key update this name: update-policy in BIND, acl in Knot (docs/reference/dns.md)");
  }

  private Problem otherZone() {
    return problem(
        "it does not hold the zone %s".formatted(zone()),
        "only the primary server of a zone takes updates for it",
        "name the zone's primary server, or the zone when it is another one");
  }

  Problem unsigned() {
    return problem(
        "its answer to the update for %s is not signed with the key %s"
            .formatted(owner(), key.name()),
        "anybody could have sent it; whether the record was changed is not known",
        "see whether something between here and there answers in the server's place");
  }

  Problem code(int code) {
    return switch (code) {
      case Rcode.REFUSED -> notAllowed();
      case Rcode.NOTAUTH, Rcode.NOTZONE -> otherZone();
      case Rcode.NOTIMP ->
          problem(
              "it takes no updates",
              "the answer is NOTIMP: dynamic update is not built in or switched off",
              "name a server that does, or let the zone be dynamic there");
      case Rcode.SERVFAIL ->
          problem(
              "it failed at the update for %s".formatted(owner()),
              "the answer is SERVFAIL; often the server may not write its zone file or journal",
              "look into the name server's log");
      default ->
          problem(
              "it answers %s to the update for %s".formatted(Rcode.string(code), owner()),
              "",
              "look into the name server's log");
    };
  }

  // With BADTIME the server sends its own time, 48 bits of seconds.
  private static String difference(TSIGRecord signature) {
    byte[] other = signature.getOther();
    if (other == null || other.length != 6) {
      return "";
    }
    Instant theirs = Instant.ofEpochSecond(new BigInteger(1, other).longValueExact());
    long ahead = Duration.between(theirs, signature.getTimeSigned()).toSeconds();
    return ": ours is %d s %s".formatted(Math.abs(ahead), ahead < 0 ? "behind" : "ahead");
  }

  private String owner() {
    return Inquiry.text(spot.owner());
  }

  private String zone() {
    return Inquiry.text(spot.zone());
  }

  private Problem problem(String what, String why, String fix) {
    return Problem.error(what, why, fix).at(server.place());
  }
}
