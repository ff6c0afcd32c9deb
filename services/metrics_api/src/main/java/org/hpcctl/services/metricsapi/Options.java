package org.hpcctl.services.metricsapi;

import module java.base;

import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Kind;

/// What the configuration says of this service alone.
///
/// @param slurm whether `squeue` and `sinfo` are asked; empty: where both are installed
/// @param nginx nginx's `stub_status` page
/// @param nodes node exporters, `NODE=HOST:PORT`; without `NODE=` the host is the node's name
record Options(Optional<Boolean> slurm, Optional<URI> nginx, List<Exporter> nodes) {
  private static final int MOST_NODES = 4096;
  private static final Pattern NODE =
      Pattern.compile("(?:([A-Za-z0-9._-]+)=)?([A-Za-z0-9._-]+):([1-9][0-9]{0,4})");

  /// Where the node exporter of a node listens.
  record Exporter(String node, String host, int port) {}

  Options {
    nodes = List.copyOf(nodes);
  }

  static Options read(Fields fields) {
    return new Options(
        fields.optional("slurm", Kind.flag()),
        fields.optional("nginx_status", page()),
        fields.optional("node_exporters", Kind.list(node(), MOST_NODES), List.of()));
  }

  private static Kind<URI> page() {
    return Kind.parsed(
        "an address as http://127.0.0.1:8080/nginx_status",
        URI.create("http://localhost/"),
        text -> {
          URI address = URI.create(text);
          return "http".equals(address.getScheme()) && address.getHost() != null ? address : null;
        });
  }

  private static Kind<Exporter> node() {
    return Kind.parsed(
        "a host and a port, e.g. \"compute-01:9100\" or \"compute-01=192.168.1.111:9100\"",
        new Exporter("", "", 0),
        text -> {
          Matcher parts = NODE.matcher(text);
          return parts.matches() && Integer.parseInt(parts.group(3)) <= 65_535
              ? new Exporter(
                  Objects.requireNonNullElse(parts.group(1), parts.group(2)),
                  parts.group(2),
                  Integer.parseInt(parts.group(3)))
              : null;
        });
  }
}
