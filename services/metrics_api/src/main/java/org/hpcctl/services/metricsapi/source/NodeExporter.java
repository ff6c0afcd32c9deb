package org.hpcctl.services.metricsapi.source;

import module java.base;

import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.hpcctl.services.metricsapi.gather.Source;

/// A node by its node exporter.
public final class NodeExporter implements Source {
  // These are pictures of other file systems or of none.
  private static final Set<String> NOT_DISKS =
      Set.of("tmpfs", "devtmpfs", "overlay", "squashfs", "ramfs", "iso9660", "nfs", "nfs4");

  private final String node;
  private final URI address;
  private Optional<Seen> before = Optional.empty();

  private record Seen(double busy, double idle, double received, double sent, long at) {}

  public NodeExporter(String node, String host, int port) {
    this.node = node;
    address = URI.create("http://" + host + ":" + port + "/metrics");
  }

  @Override
  public String name() {
    return "node/" + node;
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(15);
  }

  @Override
  public List<Figure> look() throws IOException {
    return figures(Page.text(address), System.nanoTime());
  }

  List<Figure> figures(String page, long at) throws IOException {
    Map<String, List<Exposed>> lines =
        Exposed.read(page).stream().collect(Collectors.groupingBy(Exposed::name));
    List<Figure> figures = new ArrayList<>();
    rates(lines, at, figures);
    OptionalDouble memory = first(lines, "node_memory_MemTotal_bytes");
    OptionalDouble free = first(lines, "node_memory_MemAvailable_bytes");
    if (memory.isPresent() && free.isPresent() && memory.getAsDouble() > 0) {
      add(figures, Family.NODE_MEMORY, 100 * (1 - free.getAsDouble() / memory.getAsDouble()));
    }
    first(lines, "node_load1").ifPresent(load -> add(figures, Family.NODE_LOAD, load));
    fullest(lines).ifPresent(used -> add(figures, Family.NODE_DISK, used));
    return figures;
  }

  private void rates(Map<String, List<Exposed>> lines, long at, List<Figure> figures) {
    List<Exposed> cpu = lines.getOrDefault("node_cpu_seconds_total", List.of());
    Predicate<Exposed> idle = line -> Set.of("idle", "iowait").contains(line.label("mode"));
    Seen now =
        new Seen(
            sum(cpu, idle.negate()),
            sum(cpu, idle),
            sum(lines.getOrDefault("node_network_receive_bytes_total", List.of()), this::wire),
            sum(lines.getOrDefault("node_network_transmit_bytes_total", List.of()), this::wire),
            at);
    before.ifPresent(
        old -> {
          double busy = now.busy - old.busy;
          double all = busy + now.idle - old.idle;
          double seconds = (now.at - old.at) / 1e9;
          // A node that was started again counts from nothing.
          if (busy >= 0 && all > 0) {
            add(figures, Family.NODE_CPU, Math.min(100, 100 * busy / all));
          }
          if (seconds > 0 && now.received >= old.received && now.sent >= old.sent) {
            add(figures, Family.NODE_RECEIVED, (now.received - old.received) / seconds);
            add(figures, Family.NODE_SENT, (now.sent - old.sent) / seconds);
          }
        });
    before = Optional.of(now);
  }

  private boolean wire(Exposed line) {
    return !line.label("device").equals("lo");
  }

  private static OptionalDouble fullest(Map<String, List<Exposed>> lines) {
    Map<String, Double> free =
        lines.getOrDefault("node_filesystem_avail_bytes", List.of()).stream()
            .collect(
                Collectors.toMap(
                    line -> line.label("mountpoint"), Exposed::value, (one, _) -> one));
    return lines.getOrDefault("node_filesystem_size_bytes", List.of()).stream()
        .filter(line -> line.value() > 0 && !NOT_DISKS.contains(line.label("fstype")))
        .filter(line -> free.containsKey(line.label("mountpoint")))
        .mapToDouble(
            line -> {
              double left = free.getOrDefault(line.label("mountpoint"), 0.0);
              return 100 * (1 - left / line.value());
            })
        .max();
  }

  private static double sum(List<Exposed> lines, Predicate<Exposed> which) {
    return lines.stream().filter(which).mapToDouble(Exposed::value).sum();
  }

  private static OptionalDouble first(Map<String, List<Exposed>> lines, String name) {
    return lines.getOrDefault(name, List.of()).stream().mapToDouble(Exposed::value).findFirst();
  }

  private void add(List<Figure> figures, Family family, double value) {
    if (Double.isFinite(value)) {
      figures.add(Figure.of(family, value, node));
    }
  }
}
