-- The application's own tables, in migrations of its own.
CREATE TABLE example_order (
  id VARCHAR(300) NOT NULL PRIMARY KEY,
  account_id VARCHAR(255) NOT NULL,
  order_number INT NOT NULL
);
CREATE INDEX example_order_account ON example_order (account_id, order_number);
