package org.hpcctl.services.metricsapi.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static String exporter(int busy, int idle, int received) {
    return """
    # HELP node_cpu_seconds_total Seconds the CPUs spent in each mode.
    # TYPE node_cpu_seconds_total counter
    node_cpu_seconds_total{cpu="0",mode="user"} %d
    node_cpu_seconds_total{cpu="0",mode="idle"} %d
    node_network_receive_bytes_total{device="eth0"} %d
    node_network_receive_bytes_total{device="lo"} 999
    node_network_transmit_bytes_total{device="eth0"} 0
    node_memory_MemTotal_bytes 1e+09
    node_memory_MemAvailable_bytes 2.5e+08
    node_filesystem_size_bytes{device="a",fstype="ext4",mountpoint="/"} 100
    node_filesystem_avail_bytes{device="a",fstype="ext4",mountpoint="/"} 40
    node_filesystem_size_bytes{device="t",fstype="tmpfs",mountpoint="/run"} 100
    node_filesystem_avail_bytes{device="t",fstype="tmpfs",mountpoint="/run"} 0
    """
        .formatted(busy, idle, received);
  }

  private static Map<Family, Double> of(List<Figure> figures) {
    return figures.stream().collect(Collectors.toMap(Figure::family, Figure::value));
  }

  @Test
  void rates_come_from_two_looks_and_not_from_one() throws Exception {
    NodeExporter node = new NodeExporter("n1", "n1", 9100);
    Map<Family, Double> first = of(node.figures(exporter(100, 900, 1000), 0));
    assertFalse(first.containsKey(Family.NODE_CPU));
    assertEquals(75.0, first.get(Family.NODE_MEMORY));
    assertEquals(60.0, first.get(Family.NODE_DISK));
    Map<Family, Double> second = of(node.figures(exporter(103, 901, 3000), 2_000_000_000L));
    assertEquals(75.0, second.get(Family.NODE_CPU));
    assertEquals(1000.0, second.get(Family.NODE_RECEIVED));
    Map<Family, Double> again = of(node.figures(exporter(1, 2, 3), 4_000_000_000L));
    assertFalse(again.containsKey(Family.NODE_CPU), "it was started again");
    assertFalse(again.containsKey(Family.NODE_RECEIVED), "it was started again");
  }

  @Test
  void lines_of_the_text_format_are_read_as_they_are_written() throws Exception {
    assertEquals(
        List.of(new Exposed("a", Map.of("x", "q\"}\\", "y", "1,2"), Double.POSITIVE_INFINITY)),
        Exposed.read("a{x=\"q\\\"}\\\\\",y=\"1,2\",} +Inf 1700000000000\n"));
    for (String wrong : List.of("a", "a{x=1} 2", "a{x=\"1\"", "a b", "<html>")) {
      assertThrows(IOException.class, () -> Exposed.read(wrong), wrong);
    }
  }

  @Test
  void the_page_of_nginx_is_read() throws Exception {
    String page =
        """
        Active connections: 3\s
        server accepts handled requests
         16 16 31\s
        Reading: 0 Writing: 1 Waiting: 2\s
        """;
    assertEquals(
        Map.of(Family.NGINX_ACTIVE, 3.0, Family.NGINX_REQUESTS, 31.0, Family.NGINX_WAITING, 2.0),
        of(NginxStatus.read(page)));
    assertThrows(IOException.class, () -> NginxStatus.read("<html>"));
  }
}
