-- Words that MariaDB and H2 both know; times are UTC. Each statement may run again.

CREATE TABLE IF NOT EXISTS roles (
  name VARCHAR(20) NOT NULL PRIMARY KEY,
  description VARCHAR(200) NOT NULL DEFAULT ''
);

CREATE TABLE IF NOT EXISTS role_permissions (
  role VARCHAR(20) NOT NULL,
  permission VARCHAR(50) NOT NULL,
  PRIMARY KEY (role, permission),
  CONSTRAINT role_permissions_role FOREIGN KEY (role) REFERENCES roles (name) ON DELETE CASCADE
);

-- `groups` is a word of SQL.
CREATE TABLE IF NOT EXISTS portal_groups (
  name VARCHAR(50) NOT NULL PRIMARY KEY,
  description VARCHAR(200) NOT NULL DEFAULT ''
);

CREATE TABLE IF NOT EXISTS group_permissions (
  group_name VARCHAR(50) NOT NULL,
  permission VARCHAR(50) NOT NULL,
  PRIMARY KEY (group_name, permission),
  CONSTRAINT group_permissions_group
    FOREIGN KEY (group_name) REFERENCES portal_groups (name) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS users (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  username VARCHAR(50) NOT NULL UNIQUE,
  email VARCHAR(100) NOT NULL UNIQUE,
  -- Empty when another provider checks the password.
  password_hash VARCHAR(255) NOT NULL,
  role VARCHAR(20) NOT NULL DEFAULT 'user',
  provider VARCHAR(10) NOT NULL DEFAULT 'local',
  -- The provider's own name for the account: it outlives a change of the username.
  subject VARCHAR(255) NULL,
  unix_name VARCHAR(32) NULL UNIQUE,
  disabled BOOLEAN NOT NULL DEFAULT FALSE,
  created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  last_login DATETIME(3) NULL,
  CONSTRAINT users_subject UNIQUE (provider, subject),
  CONSTRAINT users_role FOREIGN KEY (role) REFERENCES roles (name)
);

CREATE TABLE IF NOT EXISTS group_members (
  group_name VARCHAR(50) NOT NULL,
  user_id INT NOT NULL,
  PRIMARY KEY (group_name, user_id),
  CONSTRAINT group_members_group
    FOREIGN KEY (group_name) REFERENCES portal_groups (name) ON DELETE CASCADE,
  CONSTRAINT group_members_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

-- `secret` is sealed with the session secret; codes count once `confirmed`.
CREATE TABLE IF NOT EXISTS totp (
  user_id INT NOT NULL PRIMARY KEY,
  secret VARCHAR(255) NOT NULL,
  confirmed BOOLEAN NOT NULL DEFAULT FALSE,
  last_step BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT totp_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS recovery_codes (
  user_id INT NOT NULL,
  hash VARCHAR(64) NOT NULL,
  PRIMARY KEY (user_id, hash),
  CONSTRAINT recovery_codes_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

-- `token` is the SHA-256 of the refresh token that is good now.
CREATE TABLE IF NOT EXISTS sessions (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  user_id INT NOT NULL,
  token VARCHAR(255) NOT NULL UNIQUE,
  created_at DATETIME(3) NOT NULL,
  refreshed_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  ended_at DATETIME(3) NULL,
  address VARCHAR(45) NOT NULL,
  agent VARCHAR(200) NOT NULL,
  CONSTRAINT sessions_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

-- Refresh tokens that were good once: whoever still has one, stole it or was stolen from.
CREATE TABLE IF NOT EXISTS used_tokens (
  token VARCHAR(64) NOT NULL PRIMARY KEY,
  session_id VARCHAR(36) NOT NULL,
  used_at DATETIME(3) NOT NULL,
  CONSTRAINT used_tokens_session
    FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE
);

-- Outlives its session and user: the other services ask for it.
CREATE TABLE IF NOT EXISTS ended_sessions (
  id VARCHAR(36) NOT NULL PRIMARY KEY,
  until_at DATETIME(3) NOT NULL
);

-- `private_key` is sealed with the session secret.
CREATE TABLE IF NOT EXISTS signing_keys (
  kid VARCHAR(64) NOT NULL PRIMARY KEY,
  public_key VARCHAR(64) NOT NULL,
  private_key VARCHAR(255) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  ends_at DATETIME(3) NULL
);

CREATE TABLE IF NOT EXISTS api_keys (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id INT NOT NULL,
  name VARCHAR(100) NOT NULL,
  beginning VARCHAR(12) NOT NULL,
  hash VARCHAR(64) NOT NULL UNIQUE,
  permissions VARCHAR(2000) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  last_used DATETIME(3) NULL,
  CONSTRAINT api_keys_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

-- `subject` is a hash: what people type where a name belongs is sometimes a password.
CREATE TABLE IF NOT EXISTS attempts (
  subject VARCHAR(64) NOT NULL PRIMARY KEY,
  failures INT NOT NULL,
  blocked_until DATETIME(3) NOT NULL,
  last_at DATETIME(3) NOT NULL
);

-- Whatever must happen one after the other on all heads changes its row first.
CREATE TABLE IF NOT EXISTS turns (
  name VARCHAR(20) NOT NULL PRIMARY KEY,
  taken BIGINT NOT NULL DEFAULT 0
);

-- Nothing changes or deletes a row. The user may be gone, the entry stays.
CREATE TABLE IF NOT EXISTS audit_log (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  happened_at DATETIME(3) NOT NULL,
  actor VARCHAR(50) NOT NULL,
  action VARCHAR(50) NOT NULL,
  target VARCHAR(100) NOT NULL,
  outcome VARCHAR(20) NOT NULL,
  address VARCHAR(45) NOT NULL,
  request_id VARCHAR(64) NOT NULL,
  detail VARCHAR(1000) NOT NULL
);

INSERT IGNORE INTO turns (name) VALUES ('administrators');

INSERT IGNORE INTO roles (name, description) VALUES
  ('admin', 'Everything'),
  ('operator', 'Looks after the jobs, files and figures of all'),
  ('user', 'Has jobs and files'),
  ('guest', 'Looks at the figures of the cluster');

INSERT IGNORE INTO role_permissions (role, permission) VALUES
  ('admin', '*'),
  ('operator', 'jobs'), ('operator', 'jobs.all'),
  ('operator', 'files'), ('operator', 'files.all'),
  ('operator', 'monitoring'), ('operator', 'monitoring.users'),
  ('operator', 'broadcast'),
  ('user', 'jobs'), ('user', 'files'), ('user', 'monitoring'),
  ('guest', 'monitoring');
