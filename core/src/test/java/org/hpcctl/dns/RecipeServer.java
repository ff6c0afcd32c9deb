package org.hpcctl.dns;

import module java.base;

import org.hpcctl.secret.Secret;
import org.hpcctl.testkit.DnsServer;

/// A BIND that holds example.org, set up as docs/reference/dns.md tells, read from there; and
/// example.net, which nobody may change.
public final class RecipeServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final DnsServer server;

  private RecipeServer(DnsServer server) {
    this.server = server;
  }

  /// @param folder an empty one of the test
  /// @param name the one below example.org that may be proved
  public static RecipeServer bind(Path folder, String name) throws IOException {
    writeZone(folder);
    Files.copy(folder.resolve("example.org.zone"), folder.resolve("example.net.zone"));
    Files.writeString(
        folder.resolve("hpcctl.key"),
        "key \"hpcctl.\" { algorithm hmac-sha256; secret \"%s\"; };"
            .formatted(PrimaryServer.KEY.secret().reveal()));
    return new RecipeServer(
        DnsServer.bind(
            folder,
            HOST,
            DnsServer.freePort(HOST),
            recipe("bind")
                    .replace("/etc/bind/", folder + "/")
                    .replace("/var/lib/bind/", "")
                    .replace("_acme-challenge.cluster.", "_acme-challenge." + name + ".")
                + "zone \"example.net\" { type primary; file \"example.net.zone\"; };"));
  }

  static void writeZone(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("example.org.zone"),
        """
        $TTL 60
        @ SOA ns1 hostmaster 1 3600 600 86400 60
        @ NS ns1
        ns1 A 127.0.0.1
        """);
  }

  static String recipe(String server) throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("repository"), "docs/reference/dns.md"));
    Matcher block = Pattern.compile("(?s)```" + server + "\n(.*?)```").matcher(page);
    if (!block.find()) {
      throw new IllegalStateException("docs/reference/dns.md has no recipe for " + server);
    }
    return block.group(1);
  }

  /// As `host:port`.
  public String address() {
    return server.address();
  }

  /// The TXT records that stand at `owner` now.
  public Set<String> values(String owner) {
    return DnsUpdateIT.values(address(), owner);
  }

  /// Records signed with the key that the server knows.
  public DnsUpdate records(Optional<String> zone) {
    return records(zone, PrimaryServer.KEY.secret());
  }

  /// Records signed with what passes for that key.
  public DnsUpdate records(Optional<String> zone, Secret secret) {
    return PrimaryServer.seenAt(
        new DnsUpdateSettings(
            address(),
            zone,
            new TsigKey("hpcctl", TsigAlgorithm.HMAC_SHA256, secret),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            NameServers.of(address())),
        address());
  }

  @Override
  public void close() {
    server.close();
  }
}
