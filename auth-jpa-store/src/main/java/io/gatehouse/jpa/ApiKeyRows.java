package io.gatehouse.jpa;

import io.gatehouse.apikey.ApiKey;
import io.gatehouse.secret.SecretHash;
import java.time.Instant;
import java.util.Optional;

/** API keys, as rows and as records. */
final class ApiKeyRows {
    private ApiKeyRows() {}

    static ApiKeyRow row(ApiKey key) {
        ApiKeyRow row = new ApiKeyRow();
        row.id = key.id();
        row.ownerId = key.ownerId();
        row.name = key.name();
        row.hash = key.hash().encoded();
        row.start = key.start();
        row.scopes = Columns.texts(key.scopes());
        row.createdAt = key.createdAt().toEpochMilli();
        row.expiresAt = Columns.millis(key.expiresAt());
        row.lastUsedAt = Columns.millis(key.lastUsedAt());
        row.revokedAt = Columns.millis(key.revokedAt());
        row.replacedBy = key.replacedBy().orElse(null);
        return row;
    }

    static ApiKey key(ApiKeyRow row) {
        return new ApiKey(
                row.id,
                row.ownerId,
                row.name,
                SecretHash.parse(row.hash),
                row.start,
                Columns.texts(row.scopes),
                Instant.ofEpochMilli(row.createdAt),
                Columns.instant(row.expiresAt),
                Columns.instant(row.lastUsedAt),
                Columns.instant(row.revokedAt),
                Optional.ofNullable(row.replacedBy));
    }
}
