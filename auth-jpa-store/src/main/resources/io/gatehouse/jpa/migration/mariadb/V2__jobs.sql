-- Gatehouse, schema version 2, MariaDB: jobs that one node does at a time.

CREATE TABLE gatehouse_job (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  owner VARCHAR(64) NOT NULL,
  until_at BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

INSERT INTO gatehouse_job (id, owner, until_at) VALUES ('purge', '', 0);
UPDATE gatehouse_schema SET version = 2 WHERE id = 1;
