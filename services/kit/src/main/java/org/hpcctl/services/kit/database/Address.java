package org.hpcctl.services.kit.database;

import module java.base;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// How JDBC names a database. The password is a property, so that no message shows it.
record Address(String url, String user, String password) {
  static Address of(DatabaseSettings settings, Allowance allowance) {
    return switch (settings) {
      case DatabaseSettings.Server server ->
          new Address(
              "jdbc:mariadb://%s:%d/%s?connectTimeout=%d&socketTimeout=%d&tcpKeepAlive=true%s"
                  .formatted(
                      server.host().contains(":") ? "[" + server.host() + "]" : server.host(),
                      server.port(),
                      server.name(),
                      allowance.patience().toMillis() / 2,
                      allowance.answer().toMillis(),
                      server
                          .authority()
                          .map(file -> "&sslMode=verify-full&serverSslCert=" + file)
                          .orElse("")),
              server.user(),
              server.password());
      case DatabaseSettings.Embedded embedded ->
          new Address(
              "jdbc:h2:file:"
                  + embedded.file().toAbsolutePath()
                  + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                  // A stop drains first and closes the pool after it.
                  + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT="
                  + allowance.patience().toMillis(),
              "sa",
              "");
    };
  }

  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return DriverManager.getConnection(url, properties);
  }
}
