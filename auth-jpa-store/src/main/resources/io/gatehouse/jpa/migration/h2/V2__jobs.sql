-- Gatehouse, schema version 2, H2: jobs that one node does at a time.

CREATE TABLE gatehouse_job (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  owner VARCHAR(64) NOT NULL,
  until_at BIGINT NOT NULL
);

INSERT INTO gatehouse_job (id, owner, until_at) VALUES ('purge', '', 0);
UPDATE gatehouse_schema SET version = 2 WHERE id = 1;
