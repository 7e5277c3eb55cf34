-- Gatehouse, schema version 7, MariaDB: the audit trail. Rows are only added; the first go when they are old.

CREATE TABLE gatehouse_audit (
  seq BIGINT NOT NULL PRIMARY KEY,
  happened_at BIGINT NOT NULL,
  type VARCHAR(64) NOT NULL,
  account_id VARCHAR(255) NOT NULL,
  request_id VARCHAR(255) NOT NULL,
  method VARCHAR(255) NOT NULL,
  path VARCHAR(400) NOT NULL,
  client_address VARCHAR(255) NOT NULL,
  user_agent VARCHAR(255) NOT NULL,
  scheme VARCHAR(255) NOT NULL,
  credential_id VARCHAR(255) NOT NULL,
  matched_rule VARCHAR(255) NOT NULL,
  code VARCHAR(255) NOT NULL,
  reason VARCHAR(400) NOT NULL,
  previous VARCHAR(64) NOT NULL,
  hash VARCHAR(64) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE INDEX gatehouse_audit_account ON gatehouse_audit (account_id, seq);

CREATE TABLE gatehouse_audit_ends (
  id INTEGER NOT NULL PRIMARY KEY,
  anchor_seq BIGINT NOT NULL,
  anchor_hash VARCHAR(64) NOT NULL,
  head_seq BIGINT NOT NULL,
  head_hash VARCHAR(64) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

INSERT INTO gatehouse_audit_ends (id, anchor_seq, anchor_hash, head_seq, head_hash) VALUES (1, 0, '', 0, '');
UPDATE gatehouse_schema SET version = 7 WHERE id = 1;
