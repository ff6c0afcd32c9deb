package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.lab.Answer;
import org.hpcctl.lab.LabHost;

/// A host beside the heads with a MariaDB and a Redis from Debian, as an operator has them already.
record StoresHost(LabHost host) {
  private static final String DATABASE_PASSWORD = "lab-database-password";
  private static final String REDIS_PASSWORD = "lab-redis-password";

  private static final String INSTALL =
      """
      set -e
      export DEBIAN_FRONTEND=noninteractive
      apt-get -qq update
      apt-get -qq -y --no-install-recommends install mariadb-server redis-server
      printf '[mariadb]\\nbind-address=0.0.0.0\\n' > /etc/mysql/mariadb.conf.d/99-lab.cnf
      systemctl restart mariadb
      for name in auth_db jobs_db files_db metrics_db; do
        mariadb -e "CREATE DATABASE $name; GRANT ALL ON $name.* TO hpcctl@'%' IDENTIFIED BY '@database@'"
      done
      sed -i 's/^bind .*/bind 0.0.0.0/; s/^protected-mode .*/protected-mode no/; s/^# *requirepass .*/requirepass @redis@/' /etc/redis/redis.conf
      systemctl restart redis-server
      """;

  void install() {
    String script =
        INSTALL.replace("@database@", DATABASE_PASSWORD).replace("@redis@", REDIS_PASSWORD);
    Answer answer = host.exec(script);
    assertEquals(0, answer.code(), answer::toString);
  }

  /// What the cluster's YAML says of it, at the end of `web:`.
  ///
  /// @param uploads the directory that the heads have them in
  String yaml(String uploads) {
    return """
      stores:
        database: {host: %1$s, password: "${DATABASE_PASSWORD}"}
        redis: {nodes: ["%1$s:6379"], password: "${REDIS_PASSWORD}"}
        slurm: true
        uploads: %2$s
    """
        .formatted(host.address(), uploads);
  }

  /// For the file beside the YAML.
  String secrets() {
    return "DATABASE_PASSWORD=%s\nREDIS_PASSWORD=%s\n".formatted(DATABASE_PASSWORD, REDIS_PASSWORD);
  }
}
