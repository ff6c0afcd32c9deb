package org.hpcctl.dns;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/// Waits until each of these servers answers a value.
record Watch(List<Watched> servers, Duration limit) {
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final int PORT = 53;

  /// @throws Refused with one problem for each server that does not answer the value in time
  void until(Instant end, Name owner, String value) {
    Map<Watched, String> waiting = new LinkedHashMap<>();
    servers.forEach(server -> waiting.put(server, "was not asked"));
    for (Duration pause = FIRST; ; pause = longer(pause)) {
      Map<Watched, CompletableFuture<Optional<String>>> asked = new LinkedHashMap<>();
      waiting.keySet().forEach(server -> asked.put(server, server.lacks(owner, value)));
      asked.forEach(
          (server, answer) ->
              answer
                  .join()
                  .ifPresentOrElse(why -> waiting.put(server, why), () -> waiting.remove(server)));
      Interruption.refuse();
      if (waiting.isEmpty()) {
        return;
      }
      if (Instant.now().plus(pause).isAfter(end)) {
        throw new Refused(
            waiting.entrySet().stream()
                .map(it -> late(it.getKey(), it.getValue(), owner))
                .toList());
      }
      Interruption.pause(pause);
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  private Problem late(Watched server, String why, Name owner) {
    return Problem.error(
            "%s did not have the new TXT record at %s after %d s: it %s"
                .formatted(server.name(), Inquiry.text(owner), limit.toSeconds(), why),
            "a CA may ask any server of the zone, and one without the record fails the proof",
            "see that the zone reaches this server (NOTIFY, transfer), wait longer for it, or take"
                + " it out of the zone's NS records")
        .at(Place.host(server.name()));
  }

  /// Every name server of the zone, as its NS records list them, on port 53.
  static List<Watched> nameServers(NameServers resolvers, Name zone) {
    Inquiry inquiry = Inquiry.of(resolvers);
    return switch (inquiry.ask(zone, Type.NS)) {
      case Reply.Records(_, var records) ->
          records.stream()
              .map(record -> ((NSRecord) record).getTarget())
              .sorted()
              .map(name -> watched(inquiry, name))
              .toList();
      case Reply.None _ -> throw unknown(zone, "it has no NS records");
      case Reply.Unanswered(var why) -> throw unknown(zone, why);
    };
  }

  private static Watched watched(Inquiry inquiry, Name server) {
    List<Server> addresses =
        Stream.of(Type.A, Type.AAAA)
            .map(type -> inquiry.ask(server, type))
            .flatMap(
                reply ->
                    switch (reply) {
                      case Reply.Records(_, var records) -> records.stream().map(Inquiry::address);
                      case Reply.None _, Reply.Unanswered _ -> Stream.of();
                    })
            .map(address -> Server.of(new InetSocketAddress(address, PORT)))
            .toList();
    return new Watched(Inquiry.text(server), addresses);
  }

  private static Refused unknown(Name zone, String why) {
    return new Refused(
        Problem.error(
            "the name servers of %s cannot be found out: %s".formatted(Inquiry.text(zone), why),
            "a record counts as published once each of them answers it",
            "mend name resolution on this machine, or name the servers to watch"));
  }
}
