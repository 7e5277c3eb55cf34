-- Gatehouse, schema version 6, MariaDB: logouts at providers, and sign-in of native apps.

ALTER TABLE gatehouse_pending_login ADD COLUMN app_client_id VARCHAR(255);
ALTER TABLE gatehouse_pending_login ADD COLUMN app_redirect_uri VARCHAR(1024);
ALTER TABLE gatehouse_pending_login ADD COLUMN app_state VARCHAR(512);
ALTER TABLE gatehouse_pending_login ADD COLUMN app_challenge VARCHAR(43);
ALTER TABLE gatehouse_provider_session ADD COLUMN id_token VARCHAR(12000);

CREATE TABLE gatehouse_one_time_code (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  secret VARCHAR(43) NOT NULL,
  client_id VARCHAR(255) NOT NULL,
  redirect_uri VARCHAR(1024) NOT NULL,
  app_state VARCHAR(512) NOT NULL,
  challenge VARCHAR(43) NOT NULL,
  account_id VARCHAR(255) NOT NULL,
  issuer VARCHAR(1024) NOT NULL,
  subject VARCHAR(255) NOT NULL,
  sid VARCHAR(1024),
  expires_at BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE INDEX gatehouse_one_time_code_account ON gatehouse_one_time_code (account_id);
CREATE INDEX gatehouse_one_time_code_expires ON gatehouse_one_time_code (expires_at);

UPDATE gatehouse_schema SET version = 6 WHERE id = 1;
