package org.hpcctl.spec;

import module java.base;

import org.hpcctl.secret.Secret;

/// How certificates are got by ACME (RFC 8555): `web.ssl` with mode letsencrypt. Complete with any
/// mode; used with that one alone.
///
/// @param authorities never empty; the first is wanted, the others are tried when it cannot serve
/// @param email as written; [Cluster#certificateContact] has the default
/// @param names as written, in lower case; [Cluster#certificateNames] has the default
/// @param profile what the authority calls the kind of certificate that is wanted
/// @param preferredChain the common name of the root that the chain should lead to
/// @param dns present with challenge dns-01
/// @param timerHost the controller that renews; empty: the machine hpcctl runs on
/// @param preflight whether names, clocks and heads are checked before an order
public record Acme(
    List<Authority> authorities,
    Optional<String> email,
    List<String> names,
    KeyType keyType,
    Optional<String> profile,
    Optional<String> preferredChain,
    Challenge challenge,
    Optional<DnsUpdate> dns,
    Optional<String> timerHost,
    Warn warn,
    Hooks hooks,
    boolean preflight) {

  public Acme {
    authorities = List.copyOf(authorities);
    names = List.copyOf(names);
  }

  /// The key of the certificate: an elliptic curve of so many bits, or an RSA modulus.
  public enum KeyType {
    EC256,
    EC384,
    RSA2048,
    RSA3072,
    RSA4096
  }

  /// How the authority sees that the names are ours.
  public enum Challenge {
    /// An answer at port 80 of every name.
    HTTP_01,
    /// A TXT record; the only way to a wildcard.
    DNS_01
  }

  /// A certificate authority.
  ///
  /// @param directory the https URL of its directory
  /// @param caFile path, on the machine hpcctl runs on, of the roots to trust for that URL, in PEM;
  ///   empty: those of the Java runtime
  /// @param eab the account there that ours is bound to, where it wants one
  public record Authority(String directory, Optional<String> caFile, Optional<Eab> eab) {}

  /// External account binding (RFC 8555, 7.3.4).
  ///
  /// @param hmacKey in base64url, at least 32 bytes
  public record Eab(String keyId, Secret hmacKey) {}

  /// Where the records of dns-01 are written: a name server that takes updates (RFC 2136) signed by
  /// TSIG (RFC 8945).
  ///
  /// @param server `address`, `address:port` or `[IPv6 address]:port`
  /// @param zone the zone to update; empty: the one that the server says it is
  /// @param keyAlgorithm hmac-sha256, hmac-sha384 or hmac-sha512
  /// @param keySecret in base64
  /// @param resolvers in the form of `server`, to ask whether a record can be seen; empty: the
  ///   system's
  public record DnsUpdate(
      String server,
      Optional<String> zone,
      String keyName,
      String keyAlgorithm,
      Secret keySecret,
      List<String> resolvers) {

    public DnsUpdate {
      resolvers = List.copyOf(resolvers);
    }
  }

  /// How many days before its end a certificate that was not renewed is reported, at two degrees.
  public record Warn(int warningDays, int criticalDays) {}

  /// Programs to run, on the machine that renews.
  ///
  /// @param timeout after which a hook is ended
  public record Hooks(Optional<String> onRenewed, Optional<String> onFailed, Duration timeout) {}
}
