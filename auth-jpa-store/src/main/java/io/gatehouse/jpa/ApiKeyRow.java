package io.gatehouse.jpa;

import org.jspecify.annotations.Nullable;

/** A row of {@code gatehouse_api_key}. */
class ApiKeyRow {
    public String id;
    public String ownerId;
    public String name;
    public String hash;
    public String start;
    public String scopes;
    public long createdAt;

    @Nullable
    public Long expiresAt;

    @Nullable
    public Long lastUsedAt;

    @Nullable
    public Long revokedAt;

    @Nullable
    public String replacedBy;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    ApiKeyRow() {}
}
