-- Times are milliseconds since 1970, those of claims seconds. Sizes are bytes; -1 where nobody knows yet.
CREATE TABLE IF NOT EXISTS file_uploads (
  upload_id CHAR(32) NOT NULL,
  protocol VARCHAR(16) NOT NULL,
  user_id BIGINT NOT NULL,
  username VARCHAR(64) NOT NULL,
  account VARCHAR(64) NOT NULL,
  filename VARCHAR(255) NOT NULL,
  file_size BIGINT NOT NULL,
  file_type VARCHAR(16) NOT NULL,
  job_id VARCHAR(64),
  description VARCHAR(1000) NOT NULL,
  sha256 CHAR(64),
  chunk_size BIGINT NOT NULL,
  total_chunks INT NOT NULL,
  status VARCHAR(16) NOT NULL,
  error_message VARCHAR(255),
  -- Something of it may lie in the user's directory, under its id.
  part BOOLEAN NOT NULL,
  -- Who completes it, and until when nobody else may.
  claim CHAR(32),
  claim_until BIGINT,
  -- The name it is about to be given.
  target VARCHAR(255),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  completed_at BIGINT,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (upload_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE INDEX IF NOT EXISTS file_uploads_of_user ON file_uploads (user_id, created_at);
CREATE INDEX IF NOT EXISTS file_uploads_by_end ON file_uploads (expires_at);

-- A row a chunk, so that heads that take chunks of one upload never write the same row.
CREATE TABLE IF NOT EXISTS file_upload_chunks (
  upload_id CHAR(32) NOT NULL,
  chunk_index INT NOT NULL,
  bytes BIGINT NOT NULL,
  complete BOOLEAN NOT NULL,
  sha256 CHAR(64),
  claim CHAR(32),
  claim_until BIGINT,
  PRIMARY KEY (upload_id, chunk_index)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS files (
  id CHAR(32) NOT NULL,
  user_id BIGINT NOT NULL,
  username VARCHAR(64) NOT NULL,
  account VARCHAR(64) NOT NULL,
  filename VARCHAR(255) NOT NULL,
  file_size BIGINT NOT NULL,
  file_type VARCHAR(16) NOT NULL,
  job_id VARCHAR(64),
  description VARCHAR(1000) NOT NULL,
  sha256 CHAR(64),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE INDEX IF NOT EXISTS files_of_user ON files (user_id, created_at);
