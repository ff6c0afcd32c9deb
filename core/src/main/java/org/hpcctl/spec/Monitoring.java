package org.hpcctl.spec;

import module java.base;

/// What the portal looks at besides itself, its stores and Slurm.
///
/// @param nodeExporters hosts of the cluster, each with a port or without; [#ALL] stands for all
public record Monitoring(List<String> nodeExporters) {
  private static final String ALL = "all";
  private static final int USUAL_PORT = 9100;

  public Monitoring {
    nodeExporters = List.copyOf(nodeExporters);
  }

  /// Where a node exporter listens.
  public record Exporter(String hostname, String ip, int port) {}

  public static Monitoring everywhere() {
    return new Monitoring(List.of(ALL));
  }

  /// In the order of the hosts. Who is named more than once has the port that is named last.
  public List<Exporter> exporters(Cluster cluster) {
    SequencedMap<String, String> addresses = addresses(cluster);
    Map<String, Integer> ports = new HashMap<>();
    for (String one : nodeExporters) {
      int port =
          one.contains(":") ? Integer.parseInt(one.substring(one.indexOf(':') + 1)) : USUAL_PORT;
      (host(one).equals(ALL) ? addresses.sequencedKeySet() : List.of(host(one)))
          .forEach(name -> ports.put(name, port));
    }
    return addresses.entrySet().stream()
        .filter(host -> ports.containsKey(host.getKey()))
        .map(
            host ->
                new Exporter(
                    host.getKey(),
                    host.getValue(),
                    Objects.requireNonNull(ports.get(host.getKey()))))
        .toList();
  }

  /// A host that is named and not there.
  Optional<String> unknown(String one, Cluster cluster) {
    return Optional.of(host(one))
        .filter(name -> !name.equals(ALL) && !addresses(cluster).containsKey(name));
  }

  private static String host(String one) {
    return one.contains(":") ? one.substring(0, one.indexOf(':')) : one;
  }

  private static SequencedMap<String, String> addresses(Cluster cluster) {
    SequencedMap<String, String> addresses = new LinkedHashMap<>();
    cluster.controllers().forEach(host -> addresses.put(host.hostname(), host.ip()));
    cluster.computeNodes().forEach(host -> addresses.put(host.hostname(), host.ip()));
    return addresses;
  }
}
