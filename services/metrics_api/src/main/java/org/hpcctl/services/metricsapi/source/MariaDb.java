package org.hpcctl.services.metricsapi.source;

import module java.base;

import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.database.DatabaseUnavailable;
import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.hpcctl.services.metricsapi.gather.Source;

/// The server that keeps our own history, by a closed list of its status variables.
public record MariaDb(Database database) implements Source {
  private static final Map<String, Family> VARIABLES =
      Map.of(
          "threads_connected", Family.MARIADB_CONNECTIONS,
          "threads_running", Family.MARIADB_RUNNING,
          "questions", Family.MARIADB_QUESTIONS,
          "slow_queries", Family.MARIADB_SLOW,
          "aborted_connects", Family.MARIADB_ABORTED,
          "uptime", Family.MARIADB_UPTIME,
          "wsrep_cluster_size", Family.GALERA_SIZE,
          "wsrep_ready", Family.GALERA_READY,
          "wsrep_flow_control_paused", Family.GALERA_PAUSED);

  @Override
  public String name() {
    return "mariadb";
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(15);
  }

  @Override
  public List<Figure> look() throws IOException {
    String names =
        VARIABLES.keySet().stream().sorted().collect(Collectors.joining("', '", "'", "'"));
    try {
      Map<String, String> status =
          database.read(
              handle ->
                  handle
                      .createQuery("SHOW GLOBAL STATUS WHERE Variable_name IN (" + names + ")")
                      .reduceRows(
                          new TreeMap<String, String>(),
                          (all, row) -> {
                            all.put(
                                row.getColumn(1, String.class).toLowerCase(Locale.ROOT),
                                row.getColumn(2, String.class));
                            return all;
                          }));
      // A server that is no member of a Galera cluster has these words too.
      if (status.getOrDefault("wsrep_cluster_size", "0").equals("0")) {
        status.keySet().removeIf(name -> name.startsWith("wsrep_"));
      }
      List<Figure> figures = new ArrayList<>();
      VARIABLES.forEach(
          (name, family) ->
              value(status.getOrDefault(name, ""))
                  .ifPresent(value -> figures.add(Figure.of(family, value))));
      return figures;
    } catch (DatabaseUnavailable e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static OptionalDouble value(String text) {
    return switch (text) {
      case "ON" -> OptionalDouble.of(1);
      case "OFF" -> OptionalDouble.of(0);
      default -> Words.decimal(text);
    };
  }
}
