package org.hpcctl.host;

import module java.base;

/// Everything that is needed to reach one host; nothing of it is looked up later.
public sealed interface Endpoint {
  /// The host's name as the operator wrote it.
  String name();

  Become become();

  /// The machine we run on.
  record Local(String name, Become become) implements Endpoint {}

  /// A host behind SSH.
  ///
  /// @param address what to connect to: an address or a name
  /// @param keys private key files to offer
  /// @param onlyKeys whether the agent's other keys are left alone (the operator named the key)
  /// @param knownHosts the files that say which host keys are trusted; missing ones count as empty
  /// @param hostKey the one trusted fingerprint (`SHA256:…`); it wins over `knownHosts`
  /// @param jump the host to go through
  /// @param patience how long connecting and logging in may take together, retries included
  record Ssh(
      String name,
      String address,
      int port,
      String user,
      List<Path> keys,
      boolean onlyKeys,
      List<Path> knownHosts,
      Optional<String> hostKey,
      Optional<Endpoint.Ssh> jump,
      Become become,
      Duration patience)
      implements Endpoint {
    public Ssh {
      keys = List.copyOf(keys);
      knownHosts = List.copyOf(knownHosts);
    }

    /// The names under which known_hosts may know the host: `[name]:port` unless the port is 22.
    List<String> knownAs() {
      return Stream.of(address, name)
          .distinct()
          .map(known -> known.toLowerCase(Locale.ROOT))
          .map(known -> port == 22 ? known : "[" + known + "]:" + port)
          .toList();
    }
  }
}
