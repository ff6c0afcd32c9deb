package org.hpcctl.testkit;

import module java.base;

/// How a [Pebble] is started: strict always, without its sleeps, and without lost nonces unless
/// told otherwise.
///
/// @param address where it and its DNS listen: a loopback address, or one of a lab's bridge
/// @param httpPort where it looks for HTTP-01; 0 chooses a free one
/// @param lostNonces how many of a hundred nonces it refuses
/// @param life of its certificates
/// @param blocked names that it issues nothing for; Pebble 2.4 breaks down over a name that has
///   fewer labels than one of these, so two labels are right
/// @param externalAccounts HMAC keys by key identifier; it wants one of them unless there is none
/// @param chainLength how many certificates lie between root and name
/// @param alternateRoots how many other chains it offers
/// @param nameServer the DNS that it asks, as `host:port`; empty for one of its own
public record PebbleSettings(
    String address,
    int httpPort,
    int lostNonces,
    Duration life,
    List<String> blocked,
    Map<String, String> externalAccounts,
    int chainLength,
    int alternateRoots,
    Optional<String> nameServer) {

  public static PebbleSettings usual() {
    return new PebbleSettings(
        "127.0.0.1", 0, 0, Duration.ofDays(90), List.of(), Map.of(), 1, 0, Optional.empty());
  }

  public PebbleSettings address(String value) {
    return new PebbleSettings(
        value,
        httpPort,
        lostNonces,
        life,
        blocked,
        externalAccounts,
        chainLength,
        alternateRoots,
        nameServer);
  }

  public PebbleSettings httpPort(int value) {
    return new PebbleSettings(
        address,
        value,
        lostNonces,
        life,
        blocked,
        externalAccounts,
        chainLength,
        alternateRoots,
        nameServer);
  }

  public PebbleSettings lostNonces(int value) {
    return new PebbleSettings(
        address,
        httpPort,
        value,
        life,
        blocked,
        externalAccounts,
        chainLength,
        alternateRoots,
        nameServer);
  }

  public PebbleSettings life(Duration value) {
    return new PebbleSettings(
        address,
        httpPort,
        lostNonces,
        value,
        blocked,
        externalAccounts,
        chainLength,
        alternateRoots,
        nameServer);
  }

  public PebbleSettings blocked(List<String> value) {
    return new PebbleSettings(
        address,
        httpPort,
        lostNonces,
        life,
        value,
        externalAccounts,
        chainLength,
        alternateRoots,
        nameServer);
  }

  public PebbleSettings externalAccounts(Map<String, String> value) {
    return new PebbleSettings(
        address,
        httpPort,
        lostNonces,
        life,
        blocked,
        value,
        chainLength,
        alternateRoots,
        nameServer);
  }

  public PebbleSettings chains(int length, int alternates) {
    return new PebbleSettings(
        address,
        httpPort,
        lostNonces,
        life,
        blocked,
        externalAccounts,
        length,
        alternates,
        nameServer);
  }

  /// Lets it ask a real DNS instead of its own.
  public PebbleSettings nameServer(String address) {
    return new PebbleSettings(
        this.address,
        httpPort,
        lostNonces,
        life,
        blocked,
        externalAccounts,
        chainLength,
        alternateRoots,
        Optional.of(address));
  }

  Map<String, String> environment() {
    return Map.of(
        "PEBBLE_VA_NOSLEEP", "1",
        "PEBBLE_AUTHZREUSE", "0",
        "PEBBLE_WFE_NONCEREJECT", Integer.toString(lostNonces),
        "PEBBLE_CHAIN_LENGTH", Integer.toString(chainLength),
        "PEBBLE_ALTERNATE_ROOTS", Integer.toString(alternateRoots));
  }

  /// Pebble's configuration file.
  String file(Path folder, int port, int managementPort, int challengePort, int tlsPort) {
    String keys =
        externalAccounts.entrySet().stream()
            .map(one -> "\"%s\": \"%s\"".formatted(one.getKey(), one.getValue()))
            .collect(Collectors.joining(", "));
    return """
    {
      "pebble": {
        "listenAddress": "%1$s:%2$d",
        "managementListenAddress": "%1$s:%3$d",
        "certificate": "%4$s/server.pem",
        "privateKey": "%4$s/server.key",
        "httpPort": %5$d,
        "tlsPort": %6$d,
        "ocspResponderURL": "",
        "certificateValidityPeriod": %7$d,
        "domainBlocklist": [%8$s],
        "externalAccountBindingRequired": %9$b,
        "externalAccountMACKeys": {%10$s}
      }
    }
    """
        .formatted(
            address,
            port,
            managementPort,
            folder,
            challengePort,
            tlsPort,
            life.toSeconds(),
            blocked.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ")),
            !externalAccounts.isEmpty(),
            keys);
  }
}
