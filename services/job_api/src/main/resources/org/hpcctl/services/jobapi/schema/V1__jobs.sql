-- Words that MariaDB and H2 both know; times are milliseconds since 1970. Each statement may run again.

-- What became of a request that named an Idempotency-Key.
CREATE TABLE IF NOT EXISTS submissions (
  unix_user VARCHAR(64) NOT NULL,
  -- SHA-256 of the key: keys differ in case, collations may not.
  key_digest CHAR(64) NOT NULL,
  -- SHA-256 of the request's body.
  fingerprint CHAR(64) NOT NULL,
  -- under_way, unknown or done
  state VARCHAR(10) NOT NULL,
  job_id VARCHAR(32) NULL,
  touched_at BIGINT NOT NULL,
  PRIMARY KEY (unix_user, key_digest)
);

-- Jobs that are over: the scheduler forgets them after minutes.
CREATE TABLE IF NOT EXISTS finished_jobs (
  job_id VARCHAR(32) NOT NULL,
  submitted_at BIGINT NOT NULL,
  unix_user VARCHAR(64) NOT NULL,
  ended_at BIGINT NOT NULL,
  output_path VARCHAR(4096) NULL,
  job MEDIUMTEXT NOT NULL,
  PRIMARY KEY (job_id, submitted_at)
);

CREATE INDEX IF NOT EXISTS finished_jobs_of_user ON finished_jobs (unix_user, ended_at);

CREATE TABLE IF NOT EXISTS job_templates (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  definition MEDIUMTEXT NOT NULL,
  updated_by VARCHAR(64) NOT NULL,
  updated_at BIGINT NOT NULL
);

-- Who is told of the jobs of a Unix user.
CREATE TABLE IF NOT EXISTS portal_users (
  unix_user VARCHAR(64) NOT NULL,
  username VARCHAR(64) NOT NULL,
  PRIMARY KEY (unix_user, username)
);
