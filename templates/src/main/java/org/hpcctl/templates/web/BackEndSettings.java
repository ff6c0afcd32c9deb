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

  /// A key that only this service knows.
  public record Option(String key, Value value) {
    /// What JSON has for it. The template asks by the names of the components, each there once.
    public sealed interface Value {
      record Text(String text) implements Value {}

      record Number(long number) implements Value {}

      record Flag(boolean flag) implements Value {}

      record Texts(List<String> texts) implements Value {}

      record Section(List<Option> section) implements Value {}
    }

    public static Option text(String key, String value) {
      return new Option(key, new Value.Text(value));
    }

    public static Option number(String key, long value) {
      return new Option(key, new Value.Number(value));
    }

    public static Option flag(String key, boolean value) {
      return new Option(key, new Value.Flag(value));
    }

    public static Option texts(String key, List<String> values) {
      return new Option(key, new Value.Texts(values));
    }

    public static Option section(String key, List<Option> options) {
      return new Option(key, new Value.Section(options));
    }
  }
}
