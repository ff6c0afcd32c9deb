package org.hpcctl.health;

import module java.base;

/// One thing to look at on a host.
public sealed interface Subject {
  /// As reports and `--service` call it.
  String service();

  /// Of which sort it is, for the column of that name.
  String type();

  /// The TCP port that is asked.
  default OptionalInt port() {
    return OptionalInt.empty();
  }

  /// A unit that answers HTTP: 200 means that it is ready.
  ///
  /// @param unit its systemd unit
  /// @param address where it listens
  record Web(String service, String type, String unit, String address, int number, String path)
      implements Subject {
    @Override
    public OptionalInt port() {
      return OptionalInt.of(number);
    }

    String url() {
      return "http://%s:%d%s".formatted(address, number, path);
    }
  }

  /// A unit that answers nobody.
  record Daemon(String service, String type, String unit) implements Subject {}

  /// The certificate that visitors are shown.
  ///
  /// @param name the name that it must be for
  /// @param address where it is shown
  /// @param file the chain, in PEM, that it is shown from
  record Certificate(String name, String address, int number, String file) implements Subject {
    @Override
    public String service() {
      return Scope.CERTIFICATE;
    }

    @Override
    public String type() {
      return "tls";
    }

    @Override
    public OptionalInt port() {
      return OptionalInt.of(number);
    }
  }

  /// The address that one host of the cluster holds.
  record VirtualIp(String address) implements Subject {
    @Override
    public String service() {
      return Scope.VIRTUAL_IP;
    }

    @Override
    public String type() {
      return "address";
    }
  }
}
