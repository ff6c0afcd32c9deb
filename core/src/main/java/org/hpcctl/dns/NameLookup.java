package org.hpcctl.dns;

import module java.base;

import org.xbill.DNS.CAARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// What a CA will see of a name before it issues. Each question waits for its answer, so whoever
/// has many names asks for them side by side; one of these serves all.
public final class NameLookup {
  private static final int CRITICAL = 128;

  private final Inquiry inquiry;

  /// @throws org.hpcctl.problem.Refused when a server's text is no address
  public NameLookup(NameServers servers) {
    servers.servers().forEach(Server::of);
    this.inquiry = Inquiry.of(servers);
  }

  /// The A and AAAA records of a name, behind its aliases; the machine's own hosts file plays no
  /// part, for no CA sees it.
  ///
  /// @throws org.hpcctl.problem.Refused when there can be no such name
  public Addresses addresses(String name) {
    Name asked = Inquiry.name(name);
    List<InetAddress> addresses = new ArrayList<>();
    boolean exists = false;
    for (int type : new int[] {Type.A, Type.AAAA}) {
      switch (inquiry.ask(asked, type)) {
        case Reply.Unanswered(var why) -> {
          return new Addresses.Unknown(name, why);
        }
        case Reply.None(_, var nameExists, _) -> exists |= nameExists;
        case Reply.Records(_, var records) ->
            records.forEach(record -> addresses.add(Inquiry.address(record)));
      }
    }
    if (!addresses.isEmpty()) {
      return new Addresses.Found(name, addresses);
    }
    return exists ? new Addresses.Empty(name) : new Addresses.Missing(name);
  }

  /// Whether the CAA records of a name, or of the nearest name above it that has any, let a CA
  /// issue (RFC 8659, section 3).
  ///
  /// @param name with `*.` for a wildcard
  /// @throws org.hpcctl.problem.Refused when there can be no such name
  public CaaVerdict caa(String name, Asked issuance) {
    Name asked = Inquiry.name(name.startsWith("*.") ? name.substring(2) : name);
    for (Name at = asked; at.labels() > 1; at = new Name(at, 1)) {
      switch (inquiry.ask(at, Type.CAA)) {
        case Reply.Records(var end, var records) -> {
          return CaaVerdict.of(
              name, issuance, Inquiry.text(end), records.stream().map(NameLookup::caa).toList());
        }
        case Reply.Unanswered(var why) -> {
          return new CaaVerdict.Unknown(name, why);
        }
        case Reply.None _ -> {
          // The name above it decides.
        }
      }
    }
    return new CaaVerdict.Allowed(name, Optional.empty());
  }

  private static CaaRecord caa(Record record) {
    CAARecord caa = (CAARecord) record;
    return new CaaRecord((caa.getFlags() & CRITICAL) != 0, caa.getTag(), caa.getValue());
  }
}
