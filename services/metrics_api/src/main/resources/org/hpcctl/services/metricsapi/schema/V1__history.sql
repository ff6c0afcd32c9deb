-- Words that MariaDB and H2 both know; times are seconds since 1970. Each statement may run again.

-- The minutes that are written: who inserts one writes what belongs to it, and nobody else does.
CREATE TABLE IF NOT EXISTS written_minutes (
  began_at BIGINT NOT NULL PRIMARY KEY
);

CREATE TABLE IF NOT EXISTS history (
  -- 60, 3600 or 86400 seconds
  resolution INT NOT NULL,
  figure VARCHAR(64) NOT NULL,
  -- the node, user or state; empty for figures of the whole cluster
  subject VARCHAR(255) NOT NULL,
  began_at BIGINT NOT NULL,
  readings INT NOT NULL,
  total DOUBLE NOT NULL,
  lowest DOUBLE NOT NULL,
  highest DOUBLE NOT NULL,
  PRIMARY KEY (resolution, figure, subject, began_at)
);

CREATE INDEX IF NOT EXISTS history_by_age ON history (resolution, began_at);
