package org.hpcctl.services.metricsapi.history;

import module java.base;

import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The tables of the history.
public record History(Database database) {
  /// What one figure of one subject was in one step.
  ///
  /// @param subject a node, a user, a state
  /// @param at the beginning of the step, in seconds since 1970
  public record Point(
      Family family, String subject, long at, double average, double lowest, double highest) {}

  /// What is asked for.
  ///
  /// @param subject one, or empty for all
  /// @param step seconds; a multiple of 60
  public record Query(
      Set<Family> families, Optional<String> subject, Instant from, Instant to, long step) {
    public Query {
      families = Set.copyOf(families);
    }
  }

  /// Adds one reading of each kept figure to its minute, hour and day. Of several heads that write
  /// the same minute one does, and a try whose outcome is unknown may be tried again.
  ///
  /// @return whether this was the one
  public boolean write(Instant now, List<Figure> figures) {
    long second = now.getEpochSecond();
    List<Figure> kept = figures.stream().filter(figure -> figure.family().kept()).toList();
    return database.write(
        handle -> {
          int first =
              handle
                  .createUpdate("INSERT IGNORE INTO written_minutes (began_at) VALUES (:minute)")
                  .bind("minute", began(second, Resolution.MINUTE))
                  .execute();
          if (first == 0) {
            return false;
          }
          if (!kept.isEmpty()) {
            add(handle, second, kept);
          }
          return true;
        });
  }

  private static void add(Handle handle, long second, List<Figure> figures) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO history
              (resolution, figure, subject, began_at, readings, total, lowest, highest)
            VALUES (:resolution, :figure, :subject, :began, 1, :value, :value, :value)
            ON DUPLICATE KEY UPDATE
              readings = readings + 1, total = total + VALUES(total),
              lowest = LEAST(lowest, VALUES(lowest)), highest = GREATEST(highest, VALUES(highest))
            """);
    for (Resolution resolution : Resolution.values()) {
      for (Figure figure : figures) {
        batch
            .bind("resolution", resolution.seconds())
            .bind("figure", figure.family().title())
            .bind("subject", subject(figure))
            .bind("began", began(second, resolution))
            .bind("value", figure.value())
            .add();
      }
    }
    int[] _ = batch.execute();
  }

  /// Drops what is older than its resolution is kept.
  public void forget(Instant now) {
    for (Resolution resolution : Resolution.values()) {
      int _ =
          database.write(
              handle ->
                  handle
                      .createUpdate(
                          "DELETE FROM history WHERE resolution = :resolution AND began_at < :end")
                      .bind("resolution", resolution.seconds())
                      .bind("end", now.minus(resolution.kept()).getEpochSecond())
                      .execute());
    }
    int _ =
        database.write(
            handle ->
                handle
                    .createUpdate("DELETE FROM written_minutes WHERE began_at < :end")
                    .bind("end", now.minus(Resolution.MINUTE.kept()).getEpochSecond())
                    .execute());
  }

  /// The points of a span of time, by figure, subject and time.
  ///
  /// @param most rows of the table; a query that needs more is empty
  public Optional<List<Point>> read(Query query, int most) {
    Resolution resolution = Resolution.of(query.step());
    List<Row> rows =
        database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT figure, subject, began_at, readings, total, lowest, highest
                        FROM history
                        WHERE resolution = :resolution AND figure IN (<figures>)
                          AND began_at >= :from AND began_at < :to
                          AND (:subject IS NULL OR subject = :subject)
                        ORDER BY figure, subject, began_at
                        LIMIT :most
                        """)
                    .bindList("figures", query.families().stream().map(Family::title).toList())
                    .bind("resolution", resolution.seconds())
                    .bind("from", query.from().getEpochSecond())
                    .bind("to", query.to().getEpochSecond())
                    .bind("subject", query.subject())
                    .bind("most", most + 1)
                    .map(
                        (row, _) ->
                            new Row(
                                row.getString("figure"),
                                row.getString("subject"),
                                row.getLong("began_at"),
                                row.getLong("readings"),
                                row.getDouble("total"),
                                row.getDouble("lowest"),
                                row.getDouble("highest")))
                    .list());
    // MariaDB compares without regard to case; Unix names do not.
    List<Row> exact =
        rows.stream().filter(row -> query.subject().map(row.subject::equals).orElse(true)).toList();
    return rows.size() > most ? Optional.empty() : Optional.of(points(exact, query));
  }

  private static List<Point> points(List<Row> rows, Query query) {
    Map<String, Family> families =
        query.families().stream().collect(Collectors.toMap(Family::title, Function.identity()));
    SequencedMap<List<Object>, Row> steps = new LinkedHashMap<>();
    for (Row row : rows) {
      long at = row.at - Math.floorMod(row.at, query.step());
      steps.merge(List.of(row.figure, row.subject, at), row, Row::and);
    }
    List<Point> points = new ArrayList<>();
    steps.forEach(
        (key, row) ->
            points.add(
                new Point(
                    Objects.requireNonNull(families.get(row.figure)),
                    row.subject,
                    row.at - Math.floorMod(row.at, query.step()),
                    row.total / row.readings,
                    row.lowest,
                    row.highest)));
    return points;
  }

  private static String subject(Figure figure) {
    return figure.labels().isEmpty() ? "" : figure.labels().getFirst();
  }

  private static long began(long second, Resolution resolution) {
    return second - Math.floorMod(second, resolution.seconds());
  }

  private record Row(
      String figure,
      String subject,
      long at,
      long readings,
      double total,
      double lowest,
      double highest) {
    Row and(Row later) {
      return new Row(
          figure,
          subject,
          at,
          readings + later.readings,
          total + later.total,
          Math.min(lowest, later.lowest),
          Math.max(highest, later.highest));
    }
  }
}
