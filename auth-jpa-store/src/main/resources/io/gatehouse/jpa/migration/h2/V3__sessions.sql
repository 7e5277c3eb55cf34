-- Gatehouse, schema version 3, H2: sessions of browsers.

CREATE TABLE gatehouse_session (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  hash VARCHAR(43) NOT NULL,
  account_id VARCHAR(255) NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  address VARCHAR(64) NOT NULL,
  user_agent VARCHAR(256)
);
CREATE INDEX gatehouse_session_account ON gatehouse_session (account_id);
CREATE INDEX gatehouse_session_expires ON gatehouse_session (expires_at);

UPDATE gatehouse_schema SET version = 3 WHERE id = 1;
