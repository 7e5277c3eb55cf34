-- Gatehouse, schema version 5, PostgreSQL: tokens of providers, sealed.

-- The id is a digest of account and provider.
CREATE TABLE gatehouse_provider_token (
  id VARCHAR(43) COLLATE "C" NOT NULL PRIMARY KEY,
  account_id VARCHAR(255) COLLATE "C" NOT NULL,
  provider_id VARCHAR(64) COLLATE "C" NOT NULL,
  version VARCHAR(64) COLLATE "C" NOT NULL,
  sealed VARCHAR(65000) COLLATE "C" NOT NULL,
  claimed_until BIGINT,
  expires_at BIGINT NOT NULL
);
CREATE INDEX gatehouse_provider_token_account ON gatehouse_provider_token (account_id);
CREATE INDEX gatehouse_provider_token_expires ON gatehouse_provider_token (expires_at);

UPDATE gatehouse_schema SET version = 5 WHERE id = 1;
