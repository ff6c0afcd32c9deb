package org.hpcctl.dns;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Update;

/// Puts TXT records into a zone by dynamic update (RFC 2136), signed with a TSIG key (RFC 8945).
///
/// An owner that is an alias is followed: the record goes to where the alias leads, if need be into
/// another zone. Adding a value that is there and removing one that is not are no faults, so either
/// may be done again after a crash.
public final class DnsUpdate implements TxtRecords {
  private final DnsUpdateSettings settings;
  private final Clock clock;
  private final Function<Name, List<Watched>> watched;

  /// @throws Refused when the settings cannot be used; nothing is asked yet
  public DnsUpdate(DnsUpdateSettings settings) {
    this(settings, Clock.systemUTC(), zone -> Watch.nameServers(settings.resolvers(), zone));
  }

  /// @param watched who must answer the records of a zone before they count as seen
  DnsUpdate(DnsUpdateSettings settings, Clock clock, Function<Name, List<Watched>> watched) {
    if (!settings.problems().isEmpty()) {
      throw new Refused(settings.problems());
    }
    this.settings = settings;
    this.clock = clock;
    this.watched = watched;
  }

  @Override
  public void publish(String owner, String value) {
    Spot spot = spot(owner);
    Update update = new Update(spot.zone());
    update.add(record(spot.owner(), value));
    new SignedUpdates(settings, clock).send(update, spot);
  }

  @Override
  public void awaitSeen(Collection<Value> values) {
    Instant end = Instant.now().plus(settings.limit());
    Map<Name, Watch> watches = new HashMap<>();
    List<Problem> late = new ArrayList<>();
    for (Value one : values) {
      try {
        Spot spot = spot(one.owner());
        watches
            .computeIfAbsent(spot.zone(), zone -> new Watch(watched.apply(zone), settings.limit()))
            .until(end, spot.owner(), one.value());
      } catch (Refused refused) {
        late.addAll(refused.problems());
      }
    }
    if (!late.isEmpty()) {
      throw new Refused(late);
    }
  }

  @Override
  public void withdraw(String owner, String value) {
    Spot spot = spot(owner);
    Update update = new Update(spot.zone());
    update.delete(record(spot.owner(), value));
    new SignedUpdates(settings, clock).send(update, spot);
  }

  private Spot spot(String owner) {
    Inquiry inquiry = Inquiry.of(settings.resolvers()).first(Server.of(settings.server()));
    return Spot.find(inquiry, Inquiry.name(owner), settings.zone());
  }

  private Record record(Name owner, String value) {
    return new TXTRecord(owner, DClass.IN, settings.ttl().toSeconds(), value);
  }
}
