package org.hpcctl.dist;

import module java.base;

import org.hpcctl.testkit.DnsServer;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/// The zone `lab` in a real name server, where a key may change the proofs of portal.lab only.
final class LabZone implements AutoCloseable {
  private static final int PORT = 53;

  private final DnsServer server;
  private final String host;

  private LabZone(DnsServer server, String host) {
    this.server = server;
    this.host = host;
  }

  /// @param folder an empty one of the test
  /// @param host an address of this machine that the heads see
  /// @param portal where the names lead to
  static LabZone start(Path folder, String host, String portal, String secret) throws IOException {
    Files.writeString(
        folder.resolve("lab.zone"),
        """
        $TTL 60
        @ SOA ns1 hostmaster 1 3600 600 86400 60
        @ NS ns1
        ns1 A %s
        portal A %s
        *.portal A %2$s
        """
            .formatted(host, portal));
    return new LabZone(
        DnsServer.bind(
            folder,
            host,
            PORT,
            """
            key "hpcctl." { algorithm hmac-sha256; secret "%s"; };
            zone "lab" {
              type primary;
              file "lab.zone";
              notify no;
              update-policy { grant hpcctl. name _acme-challenge.portal.lab. TXT; };
            };
            """
                .formatted(secret)),
        host);
  }

  /// As `host:port`.
  String address() {
    return server.address();
  }

  /// How many TXT records stand at `owner` now.
  int records(String owner) throws IOException {
    Record question = Record.newRecord(Name.fromString(owner + "."), Type.TXT, DClass.IN);
    return new SimpleResolver(host)
        .send(Message.newQuery(question))
        .getSection(Section.ANSWER)
        .size();
  }

  @Override
  public void close() {
    server.close();
  }
}
