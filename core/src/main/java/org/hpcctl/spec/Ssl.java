package org.hpcctl.spec;

import module java.base;

/// How the portal speaks TLS.
///
/// @param certificate path, on the machine hpcctl runs on, of the chain in PEM; present when
///   provided
/// @param key path, on the machine hpcctl runs on, of its private key in PEM; present when provided
/// @param acme used with mode letsencrypt alone
public record Ssl(
    Mode mode,
    Optional<String> certificate,
    Optional<String> key,
    Acme acme,
    TlsVersion tlsMin,
    Hsts hsts) {

  /// Where the certificate comes from.
  public enum Mode {
    /// Made by hpcctl and remembered beside the YAML.
    SELF_SIGNED,
    /// HTTP only.
    NONE,
    /// The operator's own files.
    PROVIDED,
    /// Got and renewed by ACME, from Let's Encrypt or any other authority that speaks it.
    LETSENCRYPT
  }

  /// The oldest version of TLS that is spoken.
  public enum TlsVersion {
    V1_2("1.2"),
    V1_3("1.3");

    private final String number;

    TlsVersion(String number) {
      this.number = number;
    }

    /// As the YAML writes it: `1.2`.
    public String number() {
      return number;
    }
  }

  /// The Strict-Transport-Security header (RFC 6797).
  ///
  /// @param maxAge in seconds; 0 takes an earlier promise back
  public record Hsts(int maxAge, boolean includeSubdomains, boolean preload) {}
}
