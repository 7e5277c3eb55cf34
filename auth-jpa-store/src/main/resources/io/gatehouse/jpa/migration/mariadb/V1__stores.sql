-- Gatehouse, schema version 1, MariaDB. Instants are milliseconds since the epoch; texts are compared character by character.

CREATE TABLE gatehouse_schema (
  id INT NOT NULL PRIMARY KEY CHECK (id = 1),
  version INT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE gatehouse_account (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  email VARCHAR(320) NOT NULL,
  roles TEXT NOT NULL,
  scopes TEXT NOT NULL,
  enabled BOOLEAN NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE gatehouse_password (
  account_id VARCHAR(255) NOT NULL PRIMARY KEY,
  login VARCHAR(320) NOT NULL,
  hash VARCHAR(512) NOT NULL,
  CONSTRAINT gatehouse_password_login UNIQUE (login)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE gatehouse_api_key (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  owner_id VARCHAR(255) NOT NULL,
  name VARCHAR(200) NOT NULL,
  hash VARCHAR(43) NOT NULL,
  start_text VARCHAR(32) NOT NULL,
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  last_used_at BIGINT,
  revoked_at BIGINT,
  replaced_by VARCHAR(64)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE INDEX gatehouse_api_key_owner ON gatehouse_api_key (owner_id);
CREATE INDEX gatehouse_api_key_expires ON gatehouse_api_key (expires_at);
CREATE INDEX gatehouse_api_key_revoked ON gatehouse_api_key (revoked_at);

CREATE TABLE gatehouse_refresh_family (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  account_id VARCHAR(255) NOT NULL,
  created_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  seen_address VARCHAR(64) NOT NULL,
  seen_user_agent VARCHAR(256),
  rotations INT NOT NULL,
  expires_at BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE INDEX gatehouse_refresh_family_account ON gatehouse_refresh_family (account_id);
CREATE INDEX gatehouse_refresh_family_expires ON gatehouse_refresh_family (expires_at);

CREATE TABLE gatehouse_refresh_token (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  family_id VARCHAR(64) NOT NULL,
  hash VARCHAR(43) NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  successor VARCHAR(512),
  CONSTRAINT gatehouse_refresh_token_family FOREIGN KEY (family_id)
    REFERENCES gatehouse_refresh_family (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE gatehouse_revocation (
  login_id VARCHAR(64) NOT NULL PRIMARY KEY,
  until_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT gatehouse_revocation_version UNIQUE (version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE INDEX gatehouse_revocation_until ON gatehouse_revocation (until_at);

-- One row for each sequence whose numbers must become visible in their order.
CREATE TABLE gatehouse_counter (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  current_value BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE gatehouse_attempt (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  attempts INT NOT NULL,
  window_ends_at BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE INDEX gatehouse_attempt_window ON gatehouse_attempt (window_ends_at);

INSERT INTO gatehouse_counter (id, current_value) VALUES ('revocation', 0);
INSERT INTO gatehouse_schema (id, version) VALUES (1, 1);
