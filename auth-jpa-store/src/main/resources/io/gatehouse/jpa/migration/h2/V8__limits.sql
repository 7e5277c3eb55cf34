-- Gatehouse, schema version 8, H2: failures of a password in a row.

ALTER TABLE gatehouse_password ADD COLUMN failures INT DEFAULT 0 NOT NULL;

UPDATE gatehouse_schema SET version = 8 WHERE id = 1;
