package org.hpcctl.dns;

import module java.base;

import org.hpcctl.secret.Secret;
import org.hpcctl.testkit.DnsServer;

/// A BIND that holds example.org and example.net, and lets one key change the proofs in both.
final class PrimaryServer implements AutoCloseable {
  static final String HOST = "127.0.0.1";
  static final TsigKey KEY = key("hpcctl.", 'k');
  static final TsigKey KEY_WITHOUT_RIGHTS = key("guest.", 'g');

  private final DnsServer server;

  private PrimaryServer(DnsServer server) {
    this.server = server;
  }

  static PrimaryServer start(Path folder) throws IOException {
    return start(folder, HOST, DnsServer.freePort(HOST), "notify no;", "ns1 A 127.0.0.1");
  }

  /// @param notify how it tells its secondaries
  /// @param records what example.org holds besides
  static PrimaryServer start(Path folder, String host, int port, String notify, String records)
      throws IOException {
    Files.writeString(
        folder.resolve("org.zone"),
        """
        $TTL 60
        @ SOA ns1 hostmaster 1 3600 600 86400 60
        @ NS ns1
        _acme-challenge.alias CNAME alias.proofs.example.net.
        _acme-challenge.loop CNAME _acme-challenge.loop
        %s
        """
            .formatted(records));
    Files.writeString(
        folder.resolve("net.zone"),
        """
        $TTL 60
        @ SOA ns1.example.org. hostmaster 1 3600 600 86400 60
        @ NS ns1.example.org.
        """);
    return new PrimaryServer(
        DnsServer.bind(
            folder,
            host,
            port,
            """
            key "%s" { algorithm hmac-sha256; secret "%s"; };
            key "%s" { algorithm hmac-sha256; secret "%s"; };
            zone "example.org" {
              type primary;
              file "org.zone";
              update-policy { grant hpcctl. subdomain example.org. TXT; };
              allow-transfer { any; };
              %s
            };
            zone "proofs.example.net" {
              type primary;
              file "net.zone";
              update-policy { grant hpcctl. subdomain proofs.example.net. TXT; };
              notify no;
            };
            """
                .formatted(
                    KEY.name(),
                    KEY.secret().reveal(),
                    KEY_WITHOUT_RIGHTS.name(),
                    KEY_WITHOUT_RIGHTS.secret().reveal(),
                    notify)));
  }

  static TsigKey key(String name, char filling) {
    return new TsigKey(
        name,
        TsigAlgorithm.HMAC_SHA256,
        new Secret(
            Base64.getEncoder()
                .encodeToString(
                    String.valueOf(filling).repeat(32).getBytes(StandardCharsets.US_ASCII))));
  }

  String address() {
    return server.address();
  }

  /// Updates of a zone that count as seen when these servers, `address:port`, answer them.
  static DnsUpdate seenAt(DnsUpdateSettings settings, String... servers) {
    return new DnsUpdate(
        settings, Clock.systemUTC(), _ -> Stream.of(servers).map(Watched::one).toList());
  }

  DnsUpdateSettings settings() {
    return settings(KEY);
  }

  DnsUpdateSettings settings(TsigKey key) {
    return new DnsUpdateSettings(
        address(),
        Optional.empty(),
        key,
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        NameServers.of(address()));
  }

  @Override
  public void close() {
    server.close();
  }
}
