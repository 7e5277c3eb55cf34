package io.gatehouse.jpa;

import org.jspecify.annotations.Nullable;

/** A row of {@code gatehouse_refresh_token}. It goes with the row of its family: the database sees to that. */
class RefreshTokenRow {
    public String id;
    public String familyId;
    public String hash;
    public long expiresAt;

    @Nullable
    public Long usedAt;

    @Nullable
    public String successor;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    RefreshTokenRow() {}
}
