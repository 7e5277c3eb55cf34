-- Gatehouse, schema version 5, MariaDB: tokens of providers, sealed.

-- The id is a digest of account and provider.
CREATE TABLE gatehouse_provider_token (
  id VARCHAR(43) NOT NULL PRIMARY KEY,
  account_id VARCHAR(255) NOT NULL,
  provider_id VARCHAR(64) NOT NULL,
  version VARCHAR(64) NOT NULL,
  sealed MEDIUMTEXT NOT NULL,
  claimed_until BIGINT,
  expires_at BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE INDEX gatehouse_provider_token_account ON gatehouse_provider_token (account_id);
CREATE INDEX gatehouse_provider_token_expires ON gatehouse_provider_token (expires_at);

UPDATE gatehouse_schema SET version = 5 WHERE id = 1;
