-- Rows as version 1 of the schema held them. The digests are those of nothing.
INSERT INTO gatehouse_account (id, email, roles, scopes, enabled) VALUES ('ada', 'ada@example.com', '["user"]', '["data:read","orders:read"]', TRUE);
INSERT INTO gatehouse_account (id, email, roles, scopes, enabled) VALUES ('grace', 'grace@example.com', '["admin","user"]', '[]', FALSE);
INSERT INTO gatehouse_password (account_id, login, hash) VALUES ('ada', 'ada@example.com', '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
INSERT INTO gatehouse_api_key (id, owner_id, name, hash, start_text, scopes, created_at, expires_at, last_used_at, revoked_at, replaced_by) VALUES ('Key0000000000001', 'ada', 'laptop 監視', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'gth_Key0', '["data:read"]', 1772366400123, NULL, 1772366460000, NULL, NULL);
INSERT INTO gatehouse_api_key (id, owner_id, name, hash, start_text, scopes, created_at, expires_at, last_used_at, revoked_at, replaced_by) VALUES ('Key0000000000002', 'ada', 'old', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'gth_Key0', '[]', 1772366400123, 1772452800000, NULL, 1772366500000, 'Key0000000000001');
INSERT INTO gatehouse_refresh_family (id, account_id, created_at, ends_at, seen_at, seen_address, seen_user_agent, rotations, expires_at) VALUES ('family-1', 'ada', 1772366400123, 1774958400123, 1772366460000, '2001:db8::1', 'curl/8', 1, 1772971260000);
INSERT INTO gatehouse_refresh_token (id, family_id, hash, expires_at, used_at, successor) VALUES ('token-1', 'family-1', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 1772971200123, 1772366460000, 'c2VhbGVk');
INSERT INTO gatehouse_refresh_token (id, family_id, hash, expires_at, used_at, successor) VALUES ('token-2', 'family-1', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 1772971260000, NULL, NULL);
INSERT INTO gatehouse_revocation (login_id, until_at, version) VALUES ('family-0', 1772367600000, 1);
UPDATE gatehouse_counter SET current_value = 1 WHERE id = 'revocation';
INSERT INTO gatehouse_attempt (id, attempts, window_ends_at) VALUES ('counted', 3, 1772366700000);
