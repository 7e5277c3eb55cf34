-- Gatehouse, schema version 7, PostgreSQL: the audit trail. Rows are only added; the first go when they are old.

CREATE TABLE gatehouse_audit (
  seq BIGINT NOT NULL PRIMARY KEY,
  happened_at BIGINT NOT NULL,
  type VARCHAR(64) COLLATE "C" NOT NULL,
  account_id VARCHAR(255) COLLATE "C" NOT NULL,
  request_id VARCHAR(255) COLLATE "C" NOT NULL,
  method VARCHAR(255) COLLATE "C" NOT NULL,
  path VARCHAR(400) COLLATE "C" NOT NULL,
  client_address VARCHAR(255) COLLATE "C" NOT NULL,
  user_agent VARCHAR(255) COLLATE "C" NOT NULL,
  scheme VARCHAR(255) COLLATE "C" NOT NULL,
  credential_id VARCHAR(255) COLLATE "C" NOT NULL,
  matched_rule VARCHAR(255) COLLATE "C" NOT NULL,
  code VARCHAR(255) COLLATE "C" NOT NULL,
  reason VARCHAR(400) COLLATE "C" NOT NULL,
  previous VARCHAR(64) COLLATE "C" NOT NULL,
  hash VARCHAR(64) COLLATE "C" NOT NULL
);
CREATE INDEX gatehouse_audit_account ON gatehouse_audit (account_id, seq);

CREATE TABLE gatehouse_audit_ends (
  id INTEGER NOT NULL PRIMARY KEY,
  anchor_seq BIGINT NOT NULL,
  anchor_hash VARCHAR(64) COLLATE "C" NOT NULL,
  head_seq BIGINT NOT NULL,
  head_hash VARCHAR(64) COLLATE "C" NOT NULL
);

INSERT INTO gatehouse_audit_ends (id, anchor_seq, anchor_hash, head_seq, head_hash) VALUES (1, 0, '', 0, '');
UPDATE gatehouse_schema SET version = 7 WHERE id = 1;
