package org.hpcctl.dns;

import module java.base;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// A server that must answer a record before it counts as published.
///
/// @param addresses where it is asked: on all of them, of which those that are silent do not count
///   as long as one answers (not every machine has IPv6)
record Watched(String name, List<Server> addresses) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  static Watched one(String server) {
    return new Watched(server, List.of(Server.of(server)));
  }

  /// Why the value is not published here yet; nothing once it is.
  CompletableFuture<Optional<String>> lacks(Name owner, String value) {
    List<CompletableFuture<Seen>> asked =
        addresses.stream().map(address -> ask(address, owner, value)).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(_ -> verdict(asked.stream().map(CompletableFuture::join).toList()));
  }

  private static Optional<String> verdict(List<Seen> seen) {
    if (seen.isEmpty()) {
      return Optional.of("has no address");
    }
    List<String> lacking =
        seen.stream()
            .flatMap(it -> it instanceof Seen.Lacking(var why) ? Stream.of(why) : Stream.of())
            .toList();
    if (!lacking.isEmpty()) {
      return Optional.of(lacking.getFirst());
    }
    return seen.stream().anyMatch(it -> it instanceof Seen.Present)
        ? Optional.empty()
        : Optional.of("does not answer");
  }

  private static CompletableFuture<Seen> ask(Server server, Name owner, String value) {
    SimpleResolver connection = server.connection(PATIENCE);
    Message question = Inquiry.question(owner, Type.TXT);
    question.getHeader().unsetFlag(Flags.RD);
    return connection
        .sendAsync(question)
        .toCompletableFuture()
        .handle(
            (answer, failure) -> failure == null ? seen(answer, owner, value) : new Seen.Silent());
  }

  private static Seen seen(Message answer, Name owner, String value) {
    if (answer.getRcode() != Rcode.NOERROR && answer.getRcode() != Rcode.NXDOMAIN) {
      return new Seen.Lacking("answers " + Rcode.string(answer.getRcode()));
    }
    boolean there =
        answer.getSection(Section.ANSWER).stream()
            .anyMatch(
                record ->
                    record instanceof TXTRecord text
                        && text.getName().equals(owner)
                        && String.join("", text.getStrings()).equals(value));
    return there ? new Seen.Present() : new Seen.Lacking("still answers without it");
  }

  private sealed interface Seen {
    record Present() implements Seen {}

    record Lacking(String why) implements Seen {}

    record Silent() implements Seen {}
  }
}
