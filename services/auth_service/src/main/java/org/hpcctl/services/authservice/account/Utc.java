package org.hpcctl.services.authservice.account;

import module java.base;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Times in the database: UTC without a zone, as text when written, so that neither the driver's
/// nor the machine's zone has a say.
public final class Utc {
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private Utc() {}

  public static String text(Instant time) {
    return TEXT.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return optional(row, column).orElseThrow();
  }

  /// Empty for NULL.
  public static Optional<Instant> optional(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
        .map(time -> time.toInstant(ZoneOffset.UTC));
  }
}
