package org.hpcctl.dns;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Asks name servers, one after the other until one knows.
final class Inquiry {
  private static final int MOST_ALIASES = 10;
  // A datagram may get lost on its way.
  private static final int TRIES = 2;

  private final List<Server> servers;
  private final Duration patience;

  private Inquiry(List<Server> servers, Duration patience) {
    this.servers = servers;
    this.patience = patience;
  }

  static Inquiry of(NameServers whom) {
    return new Inquiry(
        whom.servers().isEmpty()
            ? ResolverConfig.getCurrentConfig().servers().stream().map(Server::of).toList()
            : whom.servers().stream().map(Server::of).toList(),
        whom.patience());
  }

  /// Asks `server` first. What it holds itself no resolver is asked for: one would remember for an
  /// hour that the record of a proof is not there, and might be the very one the CA asks next.
  Inquiry first(Server server) {
    return new Inquiry(Stream.concat(Stream.of(server), servers.stream()).toList(), patience);
  }

  /// @throws Refused when no name server could ever be asked for such a name
  static Name name(String text) {
    try {
      if (DomainName.valid(text)) {
        return Name.fromString(text, Name.root);
      }
    } catch (TextParseException _) {
      // Told below.
    }
    throw new Refused(
        Problem.error(
            "\"%s\" cannot be a name in the DNS".formatted(DomainName.shortened(text)),
            "a name has at most 253 characters, each part of it 1 to 63: letters, digits, hyphens",
            "correct the name; one with other letters is written in its xn-- form"));
  }

  static Message question(Name name, int type) {
    return Message.newQuery(Record.newRecord(name, type, DClass.IN));
  }

  /// Follows aliases, from zone to zone if need be.
  Reply ask(Name name, int type) {
    Name owner = name;
    for (int aliases = 0; aliases <= MOST_ALIASES; aliases++) {
      Message answer;
      try {
        answer = answer(question(owner, type));
      } catch (IOException e) {
        return new Reply.Unanswered(Objects.requireNonNullElse(e.getMessage(), e.toString()));
      }
      Name end = type == Type.CNAME ? owner : endOfAliases(owner, answer);
      List<Record> found =
          answer.getSection(Section.ANSWER).stream()
              .filter(record -> record.getType() == type && record.getName().equals(end))
              .toList();
      if (!found.isEmpty()) {
        return new Reply.Records(end, found);
      }
      if (answer.getRcode() == Rcode.NXDOMAIN || end.equals(owner)) {
        return none(end, answer);
      }
      owner = end;
    }
    return new Reply.Unanswered("%s is an alias that leads nowhere".formatted(text(name)));
  }

  private static Reply none(Name owner, Message answer) {
    Optional<Name> zone =
        answer.getSection(Section.AUTHORITY).stream()
            .filter(record -> record.getType() == Type.SOA && owner.subdomain(record.getName()))
            .map(Record::getName)
            .findFirst();
    return new Reply.None(owner, answer.getRcode() != Rcode.NXDOMAIN, zone);
  }

  private static Name endOfAliases(Name start, Message answer) {
    Name end = start;
    for (int aliases = 0; aliases <= MOST_ALIASES; aliases++) {
      Name here = end;
      Optional<Name> next =
          answer.getSection(Section.ANSWER).stream()
              .filter(record -> record instanceof CNAMERecord && record.getName().equals(here))
              .map(record -> ((CNAMERecord) record).getTarget())
              .findFirst();
      if (next.isEmpty()) {
        return end;
      }
      end = next.get();
    }
    return end;
  }

  private Message answer(Message question) throws IOException {
    Set<String> faults = new LinkedHashSet<>();
    for (Server server : servers) {
      SimpleResolver connection = server.connection(patience);
      for (int tries = 0; tries < TRIES; tries++) {
        try {
          Message answer = answer(connection, question);
          int code = answer.getRcode();
          if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            faults.add("%s answers %s".formatted(server.text(), Rcode.string(code)));
          } else if (referral(answer)) {
            faults.add("%s is no resolver and sends us to others".formatted(server.text()));
          } else {
            return answer;
          }
          break;
        } catch (IOException e) {
          Interruption.refuse();
          if (tries + 1 == TRIES) {
            faults.add(silence(server, patience, e));
          }
        }
      }
    }
    throw new IOException(faults.isEmpty() ? "no name server to ask" : String.join("; ", faults));
  }

  /// Sends one message and waits for its answer, as long as the connection's timeout says.
  static Message answer(SimpleResolver connection, Message message) throws IOException {
    try {
      return connection.sendAsync(message).toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static boolean referral(Message answer) {
    List<Record> authority = answer.getSection(Section.AUTHORITY);
    return answer.getSection(Section.ANSWER).isEmpty()
        && authority.stream().anyMatch(record -> record.getType() == Type.NS)
        && authority.stream().noneMatch(record -> record.getType() == Type.SOA)
        && !answer.getHeader().getFlag(Flags.AA)
        && !answer.getHeader().getFlag(Flags.RA);
  }

  /// What to say of a server that gave no answer.
  static String silence(Server server, Duration patience, IOException failure) {
    return switch (failure) {
      case SocketTimeoutException _ ->
          "%s does not answer within %d s"
              .formatted(server.text(), Math.max(1, patience.toSeconds()));
      case PortUnreachableException _ -> "at %s nobody listens".formatted(server.text());
      case ConnectException _ -> "at %s nobody listens".formatted(server.text());
      default -> "%s cannot be asked (%s)".formatted(server.text(), failure);
    };
  }

  /// The address in an A or AAAA record.
  static InetAddress address(Record record) {
    return record instanceof ARecord a ? a.getAddress() : ((AAAARecord) record).getAddress();
  }

  /// A name as people write it.
  static String text(Name name) {
    return name.equals(Name.root) ? "." : name.toString(true);
  }
}
