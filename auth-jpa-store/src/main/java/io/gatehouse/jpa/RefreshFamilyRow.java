package io.gatehouse.jpa;

import org.jspecify.annotations.Nullable;

/** A row of {@code gatehouse_refresh_family}: one login by tokens. */
class RefreshFamilyRow {
    public String id;
    public String accountId;
    public long createdAt;
    public long endsAt;
    public long seenAt;
    public String seenAddress;

    @Nullable
    public String seenUserAgent;

    public int rotations;
    public long expiresAt;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    RefreshFamilyRow() {}
}
