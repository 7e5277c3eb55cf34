-- Gatehouse, schema version 4, PostgreSQL: sign-in with providers.

CREATE TABLE gatehouse_pending_login (
  state VARCHAR(43) COLLATE "C" NOT NULL PRIMARY KEY,
  provider_id VARCHAR(64) COLLATE "C" NOT NULL,
  browser VARCHAR(43) COLLATE "C" NOT NULL,
  nonce VARCHAR(43) COLLATE "C" NOT NULL,
  verifier VARCHAR(512) COLLATE "C" NOT NULL,
  return_path VARCHAR(2048) COLLATE "C" NOT NULL,
  link_account_id VARCHAR(255) COLLATE "C",
  link_login_id VARCHAR(64) COLLATE "C",
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX gatehouse_pending_login_expires ON gatehouse_pending_login (expires_at);

-- The id is a digest of issuer and subject: together they are longer than some indexes take.
CREATE TABLE gatehouse_linked_account (
  id VARCHAR(43) COLLATE "C" NOT NULL PRIMARY KEY,
  issuer VARCHAR(1024) COLLATE "C" NOT NULL,
  subject VARCHAR(255) COLLATE "C" NOT NULL,
  account_id VARCHAR(255) COLLATE "C" NOT NULL,
  linked_at BIGINT NOT NULL
);
CREATE INDEX gatehouse_linked_account_account ON gatehouse_linked_account (account_id);

-- The keys are digests of issuer and subject, and of issuer and sid.
CREATE TABLE gatehouse_provider_session (
  id VARCHAR(64) COLLATE "C" NOT NULL PRIMARY KEY,
  issuer VARCHAR(1024) COLLATE "C" NOT NULL,
  subject VARCHAR(255) COLLATE "C" NOT NULL,
  sid VARCHAR(1024) COLLATE "C",
  subject_key VARCHAR(43) COLLATE "C" NOT NULL,
  sid_key VARCHAR(43) COLLATE "C",
  account_id VARCHAR(255) COLLATE "C" NOT NULL,
  login_id VARCHAR(64) COLLATE "C",
  expires_at BIGINT NOT NULL
);
CREATE INDEX gatehouse_provider_session_subject ON gatehouse_provider_session (subject_key);
CREATE INDEX gatehouse_provider_session_sid ON gatehouse_provider_session (sid_key);
CREATE INDEX gatehouse_provider_session_expires ON gatehouse_provider_session (expires_at);

UPDATE gatehouse_schema SET version = 4 WHERE id = 1;
