package org.hpcctl.templates.web;

import module java.base;

/// What a back end is told besides its place: where its data is and whom it believes.
///
/// @param alone its data is on this head only, in files of its own
/// @param portal where people find the portal: `https://cluster.example.com`
/// @param authService where auth_service answers this host: `http://192.168.1.101:5000`
/// @param sharedSecret what tokens are signed with; without it auth_service signs with a key of its
///   own
/// @param options keys that only this service knows, as JSON
public record BackEndSettings(
    boolean alone,
    String portal,
    String authService,
    Optional<String> sharedSecret,
    Optional<Database> database,
    Optional<Redis> redis,
    List<Option> options) {
  /// @param host of MariaDB
  /// @param authority a PEM file with the CA of MariaDB
  public record Database(
      String host, int port, String user, String password, Optional<String> authority) {}

  /// @param mode single, sentinel or cluster
  public record Redis(
      String mode,
      List<String> nodes,
      String primaryName,
      Optional<String> password,
      Optional<String> authority) {}

  /// A key that only this service knows, with a text or a number.
  public record Option(String key, Optional<String> text, Optional<Long> number) {
    public static Option text(String key, String value) {
      return new Option(key, Optional.of(value), Optional.empty());
    }

    public static Option number(String key, long value) {
      return new Option(key, Optional.empty(), Optional.of(value));
    }
  }
}
