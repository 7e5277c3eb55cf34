-- Gatehouse, schema version 6, PostgreSQL: logouts at providers, and sign-in of native apps.

ALTER TABLE gatehouse_pending_login ADD COLUMN app_client_id VARCHAR(255) COLLATE "C";
ALTER TABLE gatehouse_pending_login ADD COLUMN app_redirect_uri VARCHAR(1024) COLLATE "C";
ALTER TABLE gatehouse_pending_login ADD COLUMN app_state VARCHAR(512) COLLATE "C";
ALTER TABLE gatehouse_pending_login ADD COLUMN app_challenge VARCHAR(43) COLLATE "C";
ALTER TABLE gatehouse_provider_session ADD COLUMN id_token VARCHAR(12000) COLLATE "C";

CREATE TABLE gatehouse_one_time_code (
  id VARCHAR(64) COLLATE "C" NOT NULL PRIMARY KEY,
  secret VARCHAR(43) COLLATE "C" NOT NULL,
  client_id VARCHAR(255) COLLATE "C" NOT NULL,
  redirect_uri VARCHAR(1024) COLLATE "C" NOT NULL,
  app_state VARCHAR(512) COLLATE "C" NOT NULL,
  challenge VARCHAR(43) COLLATE "C" NOT NULL,
  account_id VARCHAR(255) COLLATE "C" NOT NULL,
  issuer VARCHAR(1024) COLLATE "C" NOT NULL,
  subject VARCHAR(255) COLLATE "C" NOT NULL,
  sid VARCHAR(1024) COLLATE "C",
  expires_at BIGINT NOT NULL
);
CREATE INDEX gatehouse_one_time_code_account ON gatehouse_one_time_code (account_id);
CREATE INDEX gatehouse_one_time_code_expires ON gatehouse_one_time_code (expires_at);

UPDATE gatehouse_schema SET version = 6 WHERE id = 1;
